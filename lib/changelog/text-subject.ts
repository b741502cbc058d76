import type { Category, Notes } from "./notes";
import { locateSubsection } from "./place";

/** A text that several people may write at once: the words of an entry, a title, or a description. */
export interface TextSubject {
  type: "entry" | "category-title" | "subsection-title" | "description";
  /** Of the entry, category or subsection. */
  id: string;
}

/** One string for one subject. */
export const keyOfSubject = ({ type, id }: TextSubject): string => `${type}:${id}`;

/** What the notes hold there; null when they hold nothing of it any more. */
export function readText(notes: Notes, { type, id }: TextSubject): string | null {
  if (type === "entry") return notes.entries[id]?.raw ?? null;
  if (type === "category-title") return findCategory(notes, id)?.title ?? null;
  const subsection = locateSubsection(notes, id)?.subsection;
  return (type === "description" ? subsection?.description : subsection?.title) ?? null;
}

/** What a person would call it: “Add a mast”, “the description of Hull”. The text stands in where the subject is gone. */
export function nameSubject(notes: Notes, { type, id }: TextSubject, text: string): string {
  const shortened = shorten(text);
  if (type === "entry") return `“${shorten(notes.entries[id]?.text ?? text.replace(/^\s*[*+-]\s+/, ""))}”`;
  if (type === "category-title") return `the category ${findCategory(notes, id)?.title ?? shortened}`;
  const title = locateSubsection(notes, id)?.subsection.title;
  if (type === "subsection-title") return `the subsection ${title ?? shortened}`;
  return title ? `the description of ${title}` : `the description “${shortened}”`;
}

function findCategory(notes: Notes, id: string): Category | undefined {
  return notes.categories.find((category) => category.id === id);
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 60 ? `${line.slice(0, 57).trimEnd()}…` : line;
}

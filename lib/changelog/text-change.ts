import type { NotesOperation } from "./notes-operation";
import type { TextSubject } from "./text-subject";

/** What an act writes, and what its author saw there; `seen` is missing only in logs older than this rule. */
export interface TextChange {
  subject: TextSubject;
  seen: string | undefined;
  /** Null where words are let go of because what they belonged to is gone. */
  text: string | null;
}

/** The text that an act writes; null for acts that write none over another. */
export function readTextChange(operation: NotesOperation): TextChange | null {
  switch (operation.type) {
    case "edit-entry":
      return { subject: { type: "entry", id: operation.entryId }, seen: operation.seen, text: operation.raw };
    case "rename-category":
      return { subject: { type: "category-title", id: operation.categoryId }, seen: operation.seen, text: operation.title.trim() };
    case "rename-subsection":
      return { subject: { type: "subsection-title", id: operation.subsectionId }, seen: operation.seen, text: operation.title.trim() };
    case "describe-subsection":
      return { subject: { type: "description", id: operation.subsectionId }, seen: operation.seen, text: operation.description.trim() };
    case "decide-text":
      return { subject: operation.subject, seen: operation.seen ?? undefined, text: operation.text };
    default:
      return null;
  }
}

/** The act that writes a text. `base` is what the changelog holds there. */
export function writeText({ type, id }: TextSubject, text: string, seen: string, base: string): NotesOperation {
  if (type === "entry") return { type: "edit-entry", entryId: id, raw: text, base, seen };
  if (type === "category-title") return { type: "rename-category", categoryId: id, title: text, seen };
  if (type === "subsection-title") return { type: "rename-subsection", subsectionId: id, title: text, seen };
  return { type: "describe-subsection", subsectionId: id, description: text, seen };
}

import type { Notes } from "./notes";
import type { NotesOperation } from "./notes-operation";
import { locateSubsection } from "./place";
import { readTextChange } from "./text-change";
import { nameSubject, readText, type TextSubject } from "./text-subject";

/** Two texts for one place, neither of which may win by itself. */
export interface TextConflict {
  subject: TextSubject;
  /** What a person would call the place. */
  name: string;
  /** What stood there when `yours` was written. */
  base: string;
  /** What stands there now; null when there is nothing to write to any more. */
  theirs: string | null;
  yours: string;
  /** Names of who wrote them; null for the changelog, and for the person who reads this. */
  theirsBy: string | null;
  yoursBy: string | null;
}

/** The conflict of an act with words its author never saw; null when it overwrites nothing unseen. */
export function findConflict(notes: Notes, operation: NotesOperation): TextConflict | null {
  if (operation.type === "all") {
    for (const step of operation.operations) {
      const conflict = findConflict(notes, step);
      if (conflict) return conflict;
    }
    return null;
  }
  const change = readTextChange(operation);
  if (!change || change.seen === undefined || change.text === null) return null;
  const { subject, seen, text } = change;
  const theirs = readText(notes, subject);
  if (theirs === seen || theirs === text) return null;
  return { subject, name: nameSubject(notes, subject, seen), base: seen, theirs, yours: text, theirsBy: null, yoursBy: null };
}

/** Why something may not be deleted: it holds words that its deleter never saw. Null when it may. */
export function explainUnseen(notes: Notes, operation: NotesOperation): string | null {
  if (operation.type !== "delete-subsection" || !operation.seen) return null;
  const { title, description } = operation.seen;
  const subsection = locateSubsection(notes, operation.subsectionId)?.subsection;
  if (!subsection || (subsection.title === title && subsection.description === description)) return null;
  return `The words of ${subsection.title} were changed meanwhile. Read them, then delete the subsection if you still want to.`;
}

import { renameCategory } from "./category-operations";
import { editEntry } from "./entry-operations";
import type { TextConflict } from "./find-conflict";
import type { Notes } from "./notes";
import { type Applied, type NotesOperation, type OperationOf, refuse } from "./notes-operation";
import { describeSubsection, renameSubsection } from "./subsection-operations";
import { readTextChange, writeText } from "./text-change";
import { keyOfSubject, nameSubject, readText, type TextSubject } from "./text-subject";

/** The texts that wait for a decision of a person, because the changelog changed under them. */
export function listUndecided(notes: Notes): TextConflict[] {
  return notes.undecided ?? [];
}

/** Why notes with open conflicts cannot be committed; null when there are none. */
export function explainUndecided(notes: Notes): string | null {
  const { length } = listUndecided(notes);
  if (length === 0) return null;
  return length === 1
    ? "1 text waits for a decision. Choose its words first."
    : `${length} texts wait for a decision. Choose their words first.`;
}

/** Why words are not written while others wait for a decision on the same text; null when none wait. */
export function explainWaiting(notes: Notes, operation: NotesOperation): string | null {
  const change = operation.type === "decide-text" ? null : readTextChange(operation);
  if (!change || !findUndecided(notes, change.subject)) return null;
  return `${nameSubject(notes, change.subject, change.text ?? "")} waits for a decision. Choose its words first.`;
}

/** The notes with one more text to decide on. */
export function addUndecided(notes: Notes, conflict: TextConflict): Notes {
  const key = keyOfSubject(conflict.subject);
  const others = listUndecided(notes).filter(({ subject, yours }) => keyOfSubject(subject) !== key || yours !== conflict.yours);
  return { ...notes, undecided: [...others, conflict] };
}

/** The notes without the conflict that was decided; others on the same text go on waiting. */
export function settle(notes: Notes, subject: TextSubject, yours: string | undefined): Notes {
  const conflict = findUndecided(notes, subject, yours);
  const undecided = listUndecided(notes).filter((known) => known !== conflict);
  if (undecided.length > 0) return { ...notes, undecided };
  const { undecided: _, ...settled } = notes;
  return settled;
}

/** Ends a conflict with the words a person chose. Words that wait there by now and that the person never saw go on waiting. */
export function decideText(notes: Notes, operation: OperationOf<"decide-text">): Applied {
  const { subject, yours, text } = operation;
  const conflict = findUndecided(notes, subject, yours);
  if (!conflict) return refuse("Somebody has decided this already. Look at the words that stand there now.");
  const settled = settle(notes, subject, yours);
  const reopen: NotesOperation = { type: "reopen-text", conflict };
  const current = readText(notes, subject);
  if (text === null || text === current) return { ok: true, notes: settled, inverse: reopen };
  if (current === null) return refuse("What these words belonged to is gone. Copy them, then let them go.");
  const written = write(settled, writeText(subject, text, current, operation.base ?? current));
  if (!written.ok) return written;
  return { ...written, inverse: { type: "all", operations: [written.inverse, reopen] } };
}

/** Takes a decision back. */
export function reopenText(notes: Notes, { conflict }: OperationOf<"reopen-text">): Applied {
  const { subject, theirs, yours } = conflict;
  const text = readText(notes, subject);
  return {
    ok: true,
    notes: addUndecided(notes, conflict),
    inverse: { type: "decide-text", subject, yours, text, seen: text, base: theirs },
  };
}

function write(notes: Notes, operation: NotesOperation): Applied {
  if (operation.type === "edit-entry") return editEntry(notes, operation);
  if (operation.type === "rename-category") return renameCategory(notes, operation);
  if (operation.type === "rename-subsection") return renameSubsection(notes, operation);
  if (operation.type === "describe-subsection") return describeSubsection(notes, operation);
  return refuse("This is no text that could be written.");
}

/** The conflict over these words, or the oldest on this text where none are named. */
function findUndecided(notes: Notes, subject: TextSubject, yours?: string): TextConflict | undefined {
  return listUndecided(notes).find(
    (known) => keyOfSubject(known.subject) === keyOfSubject(subject) && (yours === undefined || known.yours === yours),
  );
}

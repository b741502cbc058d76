import { moveCategory, renameCategory } from "./category-operations";
import { dropEntry, editEntry, markReviewed, restoreEntry } from "./entry-operations";
import type { Notes } from "./notes";
import { type Applied, type NotesOperation, type OperationOf, refuse } from "./notes-operation";
import { placeEntries } from "./place-entries";
import { createSubsection, deleteSubsection, describeSubsection, moveSubsection, renameSubsection } from "./subsection-operations";
import { decideText, explainWaiting, reopenText } from "./undecided";

/**
 * Applies one operation and answers with its inverse. The same function runs in the browser before the server
 * has answered and on the server; it never changes its input and never loses an entry.
 */
export function applyOperation(notes: Notes, operation: NotesOperation): Applied {
  const waiting = explainWaiting(notes, operation);
  if (waiting) return refuse(waiting);
  switch (operation.type) {
    case "place-entries":
      return placeEntries(notes, operation);
    case "edit-entry":
      return editEntry(notes, operation);
    case "drop-entry":
      return dropEntry(notes, operation);
    case "restore-entry":
      return restoreEntry(notes, operation);
    case "mark-reviewed":
      return markReviewed(notes, operation);
    case "create-subsection":
      return createSubsection(notes, operation);
    case "rename-subsection":
      return renameSubsection(notes, operation);
    case "describe-subsection":
      return describeSubsection(notes, operation);
    case "move-subsection":
      return moveSubsection(notes, operation);
    case "delete-subsection":
      return deleteSubsection(notes, operation);
    case "move-category":
      return moveCategory(notes, operation);
    case "rename-category":
      return renameCategory(notes, operation);
    case "decide-text":
      return decideText(notes, operation);
    case "reopen-text":
      return reopenText(notes, operation);
    case "all":
      return applyAll(notes, operation);
  }
}

function applyAll(notes: Notes, { operations }: OperationOf<"all">): Applied {
  const inverses: NotesOperation[] = [];
  let current = notes;
  for (const step of operations) {
    const applied = applyOperation(current, step);
    if (!applied.ok) return applied;
    current = applied.notes;
    inverses.unshift(applied.inverse);
  }
  return { ok: true, notes: current, inverse: { type: "all", operations: inverses } };
}

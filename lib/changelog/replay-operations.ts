import { applyOperation, type NotesOperation } from "./apply-operation";
import type { Notes } from "./notes";

/** An operation that no longer fits the notes, with the sentence why. */
export interface LostOperation {
  operation: NotesOperation;
  reason: string;
}

/**
 * Applies a person's operations to regenerated notes (the overlay): what names an entry that is gone loses only
 * that entry; what cannot be applied at all is returned, never dropped silently.
 */
export function replayOperations(notes: Notes, operations: NotesOperation[]): { notes: Notes; lost: LostOperation[] } {
  const lost: LostOperation[] = [];
  let current = notes;
  for (const operation of operations) {
    const applied = applyOperation(current, withKnownEntries(current, operation));
    if (applied.ok) current = applied.notes;
    else lost.push({ operation, reason: applied.reason });
  }
  return { notes: current, lost };
}

function withKnownEntries(notes: Notes, operation: NotesOperation): NotesOperation {
  if (operation.type === "place-entries")
    return { ...operation, placements: operation.placements.filter(({ entryId }) => notes.entries[entryId]) };
  if (operation.type === "create-subsection")
    return { ...operation, entryIds: operation.entryIds.filter((entryId) => notes.entries[entryId]) };
  if (operation.type === "all") return { ...operation, operations: operation.operations.map((step) => withKnownEntries(notes, step)) };
  return operation;
}

import { applyOperation } from "./apply-operation";
import type { Notes, Subsection } from "./notes";
import type { NotesOperation } from "./notes-operation";

/** An operation that no longer fits the notes, with the sentence why. */
export interface LostOperation {
  operation: NotesOperation;
  reason: string;
}

/**
 * Applies a person's operations to regenerated notes (the overlay). A subsection that stands in the file by now is
 * gone on with; what names an entry that is gone loses only that entry; whatever no longer fits is returned, never
 * dropped silently.
 */
export function replayOperations(notes: Notes, operations: NotesOperation[]): { notes: Notes; lost: LostOperation[] } {
  const lost: LostOperation[] = [];
  const standing = new Map<string, string>();
  let current = notes;
  // The steps of a composite act are judged one by one: when one no longer fits, the others stay.
  for (const original of operations.flatMap(stepsOf)) {
    const operation = withIds(original, standing);
    const twin = operation.type === "create-subsection" ? findTwin(current, operation) : null;
    if (twin && operation.type === "create-subsection") standing.set(operation.subsectionId, twin.id);
    const fitting = withKnownEntries(current, twin ? goOn(current, operation, twin) : operation);
    if (!twin && countIds(fitting) < countIds(operation))
      lost.push({ operation, reason: "an entry it names is no longer in the changelog." });
    const changed = fitting.type === "edit-entry" ? current.entries[fitting.entryId]?.origins[0]?.raw : undefined;
    if (fitting.type === "edit-entry" && changed !== undefined && changed !== fitting.base) {
      lost.push({ operation, reason: `its text changed in the changelog since. You had written: “${fitting.raw}”` });
      continue;
    }
    const applied = applyOperation(current, fitting);
    if (applied.ok) current = applied.notes;
    else lost.push({ operation, reason: applied.reason });
  }
  return { notes: current, lost };
}

function stepsOf(operation: NotesOperation): NotesOperation[] {
  return operation.type === "all" ? operation.operations.flatMap(stepsOf) : [operation];
}

type Creation = Extract<NotesOperation, { type: "create-subsection" }>;

/** The subsection that this creation has become, when the notes were committed before they were regenerated. */
function findTwin(notes: Notes, operation: Creation): Subsection | null {
  const category = notes.categories.find(({ id }) => id === operation.categoryId);
  return category?.subsections.find(({ title }) => title === operation.title.trim()) ?? null;
}

/** Its entries go to the subsection that is there already. */
function goOn(notes: Notes, operation: NotesOperation, twin: Subsection): NotesOperation {
  if (operation.type !== "create-subsection") return operation;
  const missing = operation.entryIds.filter((entryId) => notes.entries[entryId] === undefined || !twin.entryIds.includes(entryId));
  const to = { categoryId: operation.categoryId, subsectionId: twin.id, index: twin.entryIds.length };
  return { type: "place-entries", placements: missing.map((entryId) => ({ entryId, to })) };
}

function withIds(operation: NotesOperation, standing: Map<string, string>): NotesOperation {
  const known = (id: string) => standing.get(id) ?? id;
  switch (operation.type) {
    case "place-entries":
      return {
        ...operation,
        placements: operation.placements.map(({ entryId, to }) => ({
          entryId,
          to: { ...to, subsectionId: to.subsectionId && known(to.subsectionId) },
        })),
      };
    case "restore-entry":
      return { ...operation, to: { ...operation.to, subsectionId: operation.to.subsectionId && known(operation.to.subsectionId) } };
    case "rename-subsection":
    case "describe-subsection":
    case "move-subsection":
    case "delete-subsection":
      return { ...operation, subsectionId: known(operation.subsectionId) };
    default:
      return operation;
  }
}

function countIds(operation: NotesOperation): number {
  if (operation.type === "place-entries") return operation.placements.length;
  return operation.type === "create-subsection" ? operation.entryIds.length : 0;
}

function withKnownEntries(notes: Notes, operation: NotesOperation): NotesOperation {
  if (operation.type === "place-entries")
    return { ...operation, placements: operation.placements.filter(({ entryId }) => notes.entries[entryId]) };
  if (operation.type === "create-subsection")
    return { ...operation, entryIds: operation.entryIds.filter((entryId) => notes.entries[entryId]) };
  return operation;
}

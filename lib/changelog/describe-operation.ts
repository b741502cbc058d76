import type { Notes } from "./notes";
import type { NotesOperation } from "./notes-operation";
import { nameSubject } from "./text-subject";

/** A sentence that names an act, in the past tense, for the toast, the undo button and the audit list. */
export function describeOperation(notes: Notes, operation: NotesOperation): string {
  const subsection = (id: string) => notes.categories.flatMap((c) => c.subsections).find((s) => s.id === id)?.title ?? "a subsection";
  const category = (id: string) => notes.categories.find((c) => c.id === id)?.title ?? "a category";
  switch (operation.type) {
    case "place-entries": {
      const to = operation.placements[0]?.to;
      const home = notes.categories.find(({ id }) => id === to?.categoryId);
      const target = to?.subsectionId ? subsection(to.subsectionId) : `Ungrouped ${home?.title ?? ""}`.trim();
      return `Moved ${countEntries(operation.placements.length)} to ${target}`;
    }
    case "create-subsection":
      return `Created ${operation.title.trim()}${operation.entryIds.length > 0 ? ` with ${countEntries(operation.entryIds.length)}` : ""}`;
    case "rename-subsection":
      return `Renamed a subsection to ${operation.title.trim()}`;
    case "describe-subsection":
      return `Described ${subsection(operation.subsectionId)}`;
    case "move-subsection":
      return `Moved ${subsection(operation.subsectionId)}`;
    case "delete-subsection":
      return `Deleted ${subsection(operation.subsectionId)}`;
    case "edit-entry":
      return `Changed the words of “${wordsOf(notes, operation.entryId)}”`;
    case "drop-entry":
      return `Left out “${wordsOf(notes, operation.entryId)}”`;
    case "restore-entry":
      return `Took “${wordsOf(notes, operation.entryId)}” back in`;
    case "mark-reviewed":
      return `Marked ${countEntries(operation.entryIds.length)} as ${operation.isReviewed ? "reviewed" : "not reviewed"}`;
    case "move-category":
      return `Moved ${category(operation.categoryId)}`;
    case "rename-category":
      return `Renamed a category to ${operation.title.trim()}`;
    case "decide-text":
      return `${operation.text === null ? "Let go of the words for" : "Chose the words of"} ${nameSubject(notes, operation.subject, operation.base ?? "")}`;
    case "reopen-text":
      return `Opened the choice of ${operation.conflict.name} again`;
    case "all":
      return describeAll(notes, operation.operations);
  }
}

/** Several groupings at once are counted; anything else is named by its first act. */
function describeAll(notes: Notes, operations: NotesOperation[]): string {
  const [first] = operations;
  if (!first) return "Changed nothing";
  const counts = operations.map((operation) => {
    if (operation.type === "create-subsection") return operation.entryIds.length;
    return operation.type === "place-entries" ? operation.placements.length : null;
  });
  if (counts.length < 2 || counts.includes(null)) return describeOperation(notes, first);
  const entries = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  return `Put ${countEntries(entries)} into ${counts.length} subsections`;
}

/** `1 entry`, `3 entries`. */
export function countEntries(count: number): string {
  return count === 1 ? "1 entry" : `${count} entries`;
}

/** The first words of an entry. */
function wordsOf(notes: Notes, entryId: string): string {
  const text = notes.entries[entryId]?.text ?? "an entry";
  return text.length > 60 ? `${text.slice(0, 57).trimEnd()}…` : text;
}

import type { Notes } from "./notes";
import type { OperationOf } from "./notes-operation";
import type { Place } from "./place";
import { listEntryLists } from "./step-place";

/** One entry and where it goes. */
export type Placement = OperationOf<"place-entries">["placements"][number];

/** Entries side by side in their order; the index counts the list without them. */
export function placeTogether(entryIds: string[], to: Place): Placement[] {
  return entryIds.map((entryId, offset) => ({ entryId, to: { ...to, index: to.index + offset } }));
}

/** The same where the index counts the list as it stands, the moving entries included: what a drop on the screen names. */
export function planPlacements(notes: Notes, entryIds: string[], to: Place): Placement[] {
  const list = listEntryLists(notes).find((other) => other.categoryId === to.categoryId && other.subsectionId === to.subsectionId);
  const moving = new Set(entryIds);
  const before = list?.entryIds.slice(0, to.index).filter((id) => moving.has(id)).length ?? 0;
  return placeTogether(entryIds, { ...to, index: to.index - before });
}

/**
 * The index in the whole list of a position among those of it that are shown: directly before the entry that follows
 * on the screen, directly after the last one, and at the very end of a list of which nothing is shown.
 */
export function wholeIndex(entryIds: string[], shownIds: string[], shownIndex: number): number {
  const next = shownIds[shownIndex];
  if (next !== undefined) return entryIds.indexOf(next);
  const last = shownIds.at(-1);
  return last === undefined ? entryIds.length : entryIds.indexOf(last) + 1;
}

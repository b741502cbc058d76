import type { Notes } from "./notes";
import { findPlace, type Place } from "./place";

/** A list that entries can stand in: a subsection, or the ungrouped of a category (null). */
export interface EntryList {
  categoryId: string;
  subsectionId: string | null;
  /** "Fair Share Scheduler", or "Ungrouped Features". */
  title: string;
  entryIds: string[];
}

/** All lists in written order: what the keyboard walks through. */
export function listEntryLists(notes: Notes): EntryList[] {
  return notes.categories.flatMap((category) => [
    ...category.subsections.map(({ id, title, entryIds }) => ({ categoryId: category.id, subsectionId: id, title, entryIds })),
    { categoryId: category.id, subsectionId: null, title: `Ungrouped ${category.title ?? "entries"}`, entryIds: category.ungroupedIds },
  ]);
}

/**
 * Where entries that were picked up together go with one key: `up` and `down` past the next entry that is shown, over into
 * the neighbouring list at the ends; `previous` and `next` to the neighbouring list. The index counts the list without
 * them. Null at the very beginning and end.
 */
export function stepPlace(
  notes: Notes,
  entryIds: string[],
  direction: "up" | "down" | "previous" | "next",
  isShown: (entryId: string) => boolean = () => true,
): Place | null {
  const [first] = entryIds;
  const place = first === undefined ? null : findPlace(notes, first);
  if (!place) return null;
  const lists = listEntryLists(notes);
  const at = lists.findIndex(({ categoryId, subsectionId }) => categoryId === place.categoryId && subsectionId === place.subsectionId);
  const others = lists[at]?.entryIds.filter((id) => !entryIds.includes(id)) ?? [];
  const above = others.findLastIndex((id, index) => index < place.index && isShown(id));
  const below = others.findIndex((id, index) => index >= place.index && isShown(id));
  if (direction === "up" && above >= 0) return { ...place, index: above };
  if (direction === "down" && below >= 0) return { ...place, index: below + 1 };
  const isForward = direction === "down" || direction === "next";
  const neighbour = lists[at + (isForward ? 1 : -1)];
  if (!neighbour) return null;
  const { categoryId, subsectionId } = neighbour;
  return { categoryId, subsectionId, index: isForward ? 0 : neighbour.entryIds.length };
}

/** "Fair Share Scheduler, position 3 of 9", or "positions 3 to 6 of 9" for several; they stand there already. */
export function describePlace(notes: Notes, entryId: string, count = 1): string {
  const place = findPlace(notes, entryId);
  const list = listEntryLists(notes).find(
    ({ categoryId, subsectionId }) => categoryId === place?.categoryId && subsectionId === place.subsectionId,
  );
  if (!place || !list) return "nowhere";
  const positions = count === 1 ? `position ${place.index + 1}` : `positions ${place.index + 1} to ${place.index + count}`;
  return `${list.title}, ${positions} of ${list.entryIds.length}`;
}

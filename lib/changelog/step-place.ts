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
 * Where an entry that was picked up goes with one key: `up` and `down` by one place, over into the neighbouring list
 * at the ends; `previous` and `next` to the neighbouring list. Null at the very beginning and end.
 */
export function stepPlace(notes: Notes, entryId: string, direction: "up" | "down" | "previous" | "next"): Place | null {
  const place = findPlace(notes, entryId);
  if (!place) return null;
  const lists = listEntryLists(notes);
  const at = lists.findIndex(({ categoryId, subsectionId }) => categoryId === place.categoryId && subsectionId === place.subsectionId);
  const list = lists[at];
  if (!list) return null;
  if (direction === "up" && place.index > 0) return { ...place, index: place.index - 1 };
  if (direction === "down" && place.index < list.entryIds.length - 1) return { ...place, index: place.index + 1 };
  const isForward = direction === "down" || direction === "next";
  const neighbour = lists[at + (isForward ? 1 : -1)];
  if (!neighbour) return null;
  const { categoryId, subsectionId } = neighbour;
  return { categoryId, subsectionId, index: isForward ? 0 : neighbour.entryIds.length };
}

/** "Fair Share Scheduler, position 3 of 9", for announcements; the entry stands there already. */
export function describePlace(notes: Notes, entryId: string): string {
  const place = findPlace(notes, entryId);
  const list = listEntryLists(notes).find(
    ({ categoryId, subsectionId }) => categoryId === place?.categoryId && subsectionId === place.subsectionId,
  );
  return place && list ? `${list.title}, position ${place.index + 1} of ${list.entryIds.length}` : "nowhere";
}

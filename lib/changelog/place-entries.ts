import type { Notes } from "./notes";
import { type Applied, type OperationOf, refuse } from "./notes-operation";
import { findPlace, insertAt, locateSubsection, mapLists } from "./place";

/** Moves entries to places; all of them, or none. */
export function placeEntries(notes: Notes, { placements }: OperationOf<"place-entries">): Applied {
  const moving = new Set(placements.map(({ entryId }) => entryId));
  if (moving.size !== placements.length) return refuse("An entry can stand in one place only.");
  const before = placements.map(({ entryId }) => ({ entryId, to: findPlace(notes, entryId) }));
  if (before.some(({ to }) => to === null)) return refuse("One of these entries is no longer part of the notes.");
  for (const { to } of placements) {
    const category = notes.categories.find(({ id }) => id === to.categoryId);
    if (!category) return refuse("That category is no longer part of the notes.");
    if (to.subsectionId !== null && locateSubsection(notes, to.subsectionId)?.category.id !== category.id) return refuse(SUBSECTION_GONE);
  }
  const placed = mapLists(notes, (entryIds, categoryId, subsectionId) => {
    let list = entryIds.filter((id) => !moving.has(id));
    for (const { entryId, to } of placements)
      if (to.categoryId === categoryId && to.subsectionId === subsectionId) list = insertAt(list, to.index, entryId);
    return list;
  });
  const back = before.flatMap(({ entryId, to }) => (to ? [{ entryId, to }] : [])).sort((a, b) => a.to.index - b.to.index);
  return { ok: true, notes: placed, inverse: { type: "place-entries", placements: back } };
}

/** The refusal of an act on a subsection that is no longer there. */
export const SUBSECTION_GONE = "That subsection is gone. Look at the list again: somebody may have deleted it.";

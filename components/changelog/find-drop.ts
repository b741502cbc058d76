import type { Category, Notes } from "@/lib/changelog/notes";
import type { Place } from "@/lib/changelog/place";
import { wholeIndex } from "@/lib/changelog/plan-placements";

/** Where something would land if it were let go here. Indexes count the whole list, the dragged and the hidden included. */
export type Drop =
  | { kind: "entry"; id: string; to: Place }
  | { kind: "new-subsection"; id: string; categoryId: string }
  | { kind: "subsection"; id: string; categoryId: string; index: number };

/**
 * Reads the place under the pointer from the page itself: entries and lists carry their ids as data attributes.
 * Above the middle of an entry means before it, below means after it.
 */
export function findDrop(id: string, type: string, point: { x: number; y: number }, notes: Notes): Drop | null {
  const stack = document.elementsFromPoint(point.x, point.y).filter((element): element is HTMLElement => element instanceof HTMLElement);
  return type === "subsection" ? findSubsectionDrop(id, point.y, stack, notes) : findEntryDrop(id, point.y, stack, notes);
}

function findEntryDrop(id: string, y: number, stack: HTMLElement[], notes: Notes): Drop | null {
  // What sticks to the edge of the window covers lists: nothing is dropped through it.
  const element = stack.find(({ dataset }) => dataset.newSubsection || dataset.list || dataset.subsection || dataset.cover !== undefined);
  if (!element) return null;
  const { newSubsection, list, subsection, cover } = element.dataset;
  if (newSubsection) return { kind: "new-subsection", id, categoryId: newSubsection };
  const homeId = element.closest<HTMLElement>("[data-category-section]")?.dataset.categorySection;
  const home = notes.categories.find((category) => category.id === homeId);
  if (!home) return null;
  if (cover !== undefined) {
    const isClosed = element.closest("[data-category-section]")?.querySelector("[data-list]") === null;
    return isClosed ? { kind: "entry", id, to: { categoryId: home.id, subsectionId: null, index: home.ungroupedIds.length } } : null;
  }
  return { kind: "entry", id, to: placeInList(element, y, home, subsection ?? list) };
}

function placeInList(element: HTMLElement, y: number, category: Category, listId: string | undefined): Place {
  const subsection = category.subsections.find((candidate) => candidate.id === listId);
  const ids = subsection ? subsection.entryIds : category.ungroupedIds;
  const rows = [...element.querySelectorAll<HTMLElement>("[data-entry]")].filter(({ dataset }) => ids.includes(dataset.entry ?? ""));
  const shownIds = rows.flatMap(({ dataset }) => dataset.entry ?? []);
  const before = rows.findIndex((row) => {
    const { top, height } = row.getBoundingClientRect();
    return y < top + height / 2;
  });
  const index = wholeIndex(ids, shownIds, before < 0 ? shownIds.length : before);
  return { categoryId: category.id, subsectionId: subsection?.id ?? null, index };
}

function findSubsectionDrop(id: string, y: number, stack: HTMLElement[], notes: Notes): Drop | null {
  const element = stack.find(({ dataset }) => dataset.categorySection);
  const category = notes.categories.find((candidate) => candidate.id === element?.dataset.categorySection);
  if (!element || !category) return null;
  const others = category.subsections.filter((subsection) => subsection.id !== id);
  const before = others.findIndex((subsection) => {
    const box = element.querySelector<HTMLElement>(`[data-subsection="${CSS.escape(subsection.id)}"]`)?.getBoundingClientRect();
    return box !== undefined && y < box.top + Math.min(box.height / 2, 40);
  });
  return { kind: "subsection", id, categoryId: category.id, index: before < 0 ? others.length : before };
}

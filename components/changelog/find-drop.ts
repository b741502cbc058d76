import type { Notes } from "@/lib/changelog/notes";
import type { Place } from "@/lib/changelog/place";

/** Where something would land if it were let go here. Indexes count what is on screen, the dragged thing included. */
export type Drop = { kind: "entry"; id: string; to: Place } | { kind: "subsection"; id: string; categoryId: string; index: number };

/**
 * Reads the place under the pointer from the page itself: entries and lists carry their ids as data attributes.
 * Above the middle of an entry means before it, below means after it.
 */
export function findDrop(id: string, type: string, point: { x: number; y: number }, notes: Notes): Drop | null {
  const stack = document.elementsFromPoint(point.x, point.y).filter((element): element is HTMLElement => element instanceof HTMLElement);
  return type === "subsection" ? findSubsectionDrop(id, point.y, stack, notes) : findEntryDrop(id, point.y, stack, notes);
}

function findEntryDrop(id: string, y: number, stack: HTMLElement[], notes: Notes): Drop | null {
  const list = stack.find(({ dataset }) => dataset.list);
  const category = notes.categories.find((candidate) => candidate.id === list?.dataset.category);
  if (!list || !category) return null;
  const subsection = category.subsections.find((candidate) => candidate.id === list.dataset.list);
  const ids = subsection ? subsection.entryIds : category.ungroupedIds;
  const rows = [...list.querySelectorAll<HTMLElement>("[data-entry]")];
  const before = rows.find((row) => {
    const { top, height } = row.getBoundingClientRect();
    return y < top + height / 2;
  });
  const index = before?.dataset.entry ? ids.indexOf(before.dataset.entry) : ids.length;
  return {
    kind: "entry",
    id,
    to: { categoryId: category.id, subsectionId: subsection?.id ?? null, index: index < 0 ? ids.length : index },
  };
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

import type { Category, Notes } from "@/lib/changelog/notes";
import type { Place } from "@/lib/changelog/place";
import { wholeIndex } from "@/lib/changelog/plan-placements";

/** Where something would land if it were let go here. Indexes count the whole list, the dragged and the hidden included. */
export type Drop =
  | { kind: "entry"; id: string; to: Place }
  | { kind: "new-subsection"; id: string; categoryId: string }
  | { kind: "subsection"; id: string; categoryId: string; index: number };

/** The line between two neighbours, in pixels of the window. */
export interface Line {
  left: number;
  top: number;
  width: number;
}

/** A drop, and the line that shows it where it is not shown otherwise. */
export interface Landing {
  drop: Drop;
  line: Line | null;
}

/**
 * Reads the place under the pointer from the page itself: entries and lists carry their ids as data attributes.
 * Above the middle of an entry means before it, below means after it. Of a long list only few rows are measured.
 */
export function findDrop(id: string, type: string, point: { x: number; y: number }, notes: Notes): Landing | null {
  const stack = document.elementsFromPoint(point.x, point.y).filter((element): element is HTMLElement => element instanceof HTMLElement);
  return type === "subsection" ? findSubsectionDrop(id, point.y, stack, notes) : findEntryDrop(id, point.y, stack, notes);
}

function findEntryDrop(id: string, y: number, stack: HTMLElement[], notes: Notes): Landing | null {
  // What sticks to the edge of the window covers lists: nothing is dropped through it.
  const element = stack.find(({ dataset }) => dataset.newSubsection || dataset.list || dataset.subsection || dataset.cover !== undefined);
  if (!element) return null;
  const { newSubsection, list, subsection, cover } = element.dataset;
  if (newSubsection) return { drop: { kind: "new-subsection", id, categoryId: newSubsection }, line: null };
  const section = element.closest<HTMLElement>("[data-category-section]");
  const home = notes.categories.find((category) => category.id === section?.dataset.categorySection);
  if (!home) return null;
  if (cover === undefined) return landInList(id, element, y, home, subsection ?? list);
  const isClosed = section?.querySelector("[data-list]") === null;
  const to = { categoryId: home.id, subsectionId: null, index: home.ungroupedIds.length };
  return isClosed ? { drop: { kind: "entry", id, to }, line: null } : null;
}

function landInList(id: string, element: HTMLElement, y: number, category: Category, listId: string | undefined): Landing {
  const subsection = category.subsections.find((candidate) => candidate.id === listId);
  const ids = subsection ? subsection.entryIds : category.ungroupedIds;
  // A closed subsection shows no list: what is dropped on it goes to its end.
  const list = element.dataset.list ? element : element.querySelector<HTMLElement>("[data-list]");
  const rows = [...(list?.querySelectorAll<HTMLElement>(":scope > [data-entry]") ?? [])];
  const position = findPosition(rows, y);
  const [before, after] = [rows[position - 1], rows[position]];
  const around = [before, after].flatMap((row) => row?.dataset.entry ?? []);
  const index = wholeIndex(ids, around, before ? 1 : 0);
  return {
    drop: { kind: "entry", id, to: { categoryId: category.id, subsectionId: subsection?.id ?? null, index } },
    line: list && lineBetween(list, before, after),
  };
}

/** How many rows have their middle above a height; rows stand in order, so halving finds it. */
function findPosition(rows: HTMLElement[], y: number): number {
  let [from, to] = [0, rows.length];
  while (from < to) {
    const half = (from + to) >> 1;
    const box = rows[half]?.getBoundingClientRect();
    if (box && box.top + box.height / 2 <= y) from = half + 1;
    else to = half;
  }
  return from;
}

function lineBetween(list: HTMLElement, before: HTMLElement | undefined, after: HTMLElement | undefined): Line {
  const { left, width, top } = list.getBoundingClientRect();
  const at = after?.getBoundingClientRect().top ?? before?.getBoundingClientRect().bottom ?? top;
  return { left: left + 8, top: at, width: width - 16 };
}

function findSubsectionDrop(id: string, y: number, stack: HTMLElement[], notes: Notes): Landing | null {
  const element = stack.find(({ dataset }) => dataset.categorySection);
  const category = notes.categories.find((candidate) => candidate.id === element?.dataset.categorySection);
  if (!element || !category) return null;
  const boxes = category.subsections
    .filter((subsection) => subsection.id !== id)
    .map(({ id: otherId }) => element.querySelector(`[data-subsection="${CSS.escape(otherId)}"]`)?.getBoundingClientRect());
  const before = boxes.findIndex((box) => box !== undefined && y < box.top + Math.min(box.height / 2, 40));
  const index = before < 0 ? boxes.length : before;
  return { drop: { kind: "subsection", id, categoryId: category.id, index }, line: lineBeside(boxes[index], boxes[index - 1], element) };
}

/** Between the subsection that would come after and the one before; in a category without any, over what is ungrouped. */
function lineBeside(after: DOMRect | undefined, before: DOMRect | undefined, section: HTMLElement): Line | null {
  if (after) return { left: after.left, top: after.top - 5, width: after.width };
  if (before) return { left: before.left, top: before.bottom + 5, width: before.width };
  const rest = section.querySelector("article")?.getBoundingClientRect();
  return rest ? { left: rest.left, top: rest.top - 5, width: rest.width } : null;
}

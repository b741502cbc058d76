import type { Category, Notes, Subsection } from "./notes";

/** A place in the notes; a null subsection is the ungrouped list of the category. */
export interface Place {
  categoryId: string;
  subsectionId: string | null;
  /** Position in that list after everything that moves has been taken out. */
  index: number;
}

/** Where an entry stands, or null when the notes do not list it. */
export function findPlace(notes: Notes, entryId: string): Place | null {
  for (const category of notes.categories) {
    for (const { id, entryIds } of listsOf(category)) {
      const index = entryIds.indexOf(entryId);
      if (index >= 0) return { categoryId: category.id, subsectionId: id, index };
    }
  }
  return null;
}

/** The category a subsection stands in, and where. */
export function locateSubsection(notes: Notes, id: string): { category: Category; subsection: Subsection; index: number } | null {
  for (const category of notes.categories) {
    const index = category.subsections.findIndex((s) => s.id === id);
    const subsection = category.subsections[index];
    if (subsection) return { category, subsection, index };
  }
  return null;
}

/** The notes with every list of entries changed. Lists, subsections and categories that hold the same stay the same objects. */
export function mapLists(notes: Notes, change: (entryIds: string[], categoryId: string, subsectionId: string | null) => string[]): Notes {
  const categories = mapKept(notes.categories, (category) => {
    const subsections = mapKept(category.subsections, (s) => {
      const entryIds = keepEqual(s.entryIds, change(s.entryIds, category.id, s.id));
      return entryIds === s.entryIds ? s : { ...s, entryIds };
    });
    const ungroupedIds = keepEqual(category.ungroupedIds, change(category.ungroupedIds, category.id, null));
    const isSame = subsections === category.subsections && ungroupedIds === category.ungroupedIds;
    return isSame ? category : { ...category, subsections, ungroupedIds };
  });
  return { ...notes, categories };
}

const mapKept = <T>(list: T[], change: (item: T) => T): T[] => keepEqual(list, list.map(change));

/** The list before where the one after holds the same items in the same order. */
function keepEqual<T>(before: T[], after: T[]): T[] {
  return after.length === before.length && after.every((item, index) => item === before[index]) ? before : after;
}

/** The notes with one category exchanged. */
export function replaceCategory(notes: Notes, category: Category): Notes {
  return { ...notes, categories: notes.categories.map((c) => (c.id === category.id ? category : c)) };
}

/** A list with something put in at an index that is brought into its bounds. */
export function insertAt<T>(list: T[], index: number, item: T): T[] {
  const copy = [...list];
  copy.splice(Math.max(0, Math.min(index, copy.length)), 0, item);
  return copy;
}

function listsOf(category: Category): { id: string | null; entryIds: string[] }[] {
  return [...category.subsections.map(({ id, entryIds }) => ({ id, entryIds })), { id: null, entryIds: category.ungroupedIds }];
}

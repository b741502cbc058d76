import type { Category, Notes, Subsection } from "./notes";
import { scanMarkdown } from "./scan-markdown";

/** A place in the notes; a null subsection is the ungrouped list of the category. */
export interface Place {
  categoryId: string;
  subsectionId: string | null;
  /** Position in that list after everything that moves has been taken out. */
  index: number;
}

/** One act of a person on the notes. Each names ids, so that it can be applied again after a regeneration. */
export type NotesOperation =
  | { type: "place-entries"; placements: { entryId: string; to: Place }[] }
  | {
      type: "create-subsection";
      subsectionId: string;
      categoryId: string;
      title: string;
      description: string;
      index: number;
      entryIds: string[];
    }
  | { type: "rename-subsection"; subsectionId: string; title: string }
  | { type: "describe-subsection"; subsectionId: string; description: string }
  | { type: "move-subsection"; subsectionId: string; categoryId: string; index: number }
  | { type: "delete-subsection"; subsectionId: string }
  | { type: "all"; operations: NotesOperation[] };

export type Applied =
  | { ok: true; notes: Notes; inverse: NotesOperation }
  /** `reason` is a sentence for the person whose act could not be applied. */
  | { ok: false; reason: string };

/**
 * Applies one operation and answers with its inverse. The same function runs in the browser before the server
 * has answered and on the server; it never changes its input and never loses an entry.
 */
export function applyOperation(notes: Notes, operation: NotesOperation): Applied {
  switch (operation.type) {
    case "place-entries":
      return placeEntries(notes, operation.placements);
    case "create-subsection":
      return createSubsection(notes, operation);
    case "rename-subsection": {
      const title = operation.title.trim();
      if (title === "") return refuse("A subsection needs a title. Write one, or delete the subsection.");
      if (/[\r\n]/.test(title)) return refuse("A title is one line. Put the rest into the description.");
      const home = locateSubsection(notes, operation.subsectionId)?.category;
      if (home && hasTitle(home, title, operation.subsectionId)) return refuse(titleTaken(title));
      return changeSubsection(
        notes,
        operation.subsectionId,
        (s) => ({ ...s, title }),
        (s) => ({ ...operation, title: s.title }),
      );
    }
    case "describe-subsection": {
      const description = operation.description.trim();
      const fault = faultOfDescription(description);
      if (fault) return refuse(fault);
      return changeSubsection(
        notes,
        operation.subsectionId,
        (s) => ({ ...s, description }),
        (s) => ({ ...operation, description: s.description }),
      );
    }
    case "move-subsection":
      return moveSubsection(notes, operation);
    case "delete-subsection":
      return deleteSubsection(notes, operation.subsectionId);
    case "all": {
      const inverses: NotesOperation[] = [];
      let current = notes;
      for (const step of operation.operations) {
        const applied = applyOperation(current, step);
        if (!applied.ok) return applied;
        current = applied.notes;
        inverses.unshift(applied.inverse);
      }
      return { ok: true, notes: current, inverse: { type: "all", operations: inverses } };
    }
  }
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

/** A sentence that names an act, in the past tense, for the toast, the undo button and the audit list. */
export function describeOperation(notes: Notes, operation: NotesOperation): string {
  const subsection = (id: string) => notes.categories.flatMap((c) => c.subsections).find((s) => s.id === id)?.title ?? "a subsection";
  switch (operation.type) {
    case "place-entries": {
      const to = operation.placements[0]?.to;
      const category = notes.categories.find(({ id }) => id === to?.categoryId);
      const target = to?.subsectionId ? subsection(to.subsectionId) : `Ungrouped ${category?.title ?? ""}`.trim();
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
    case "all": {
      const [first] = operation.operations;
      return first ? describeOperation(notes, first) : "Changed nothing";
    }
  }
}

/** `1 entry`, `3 entries`. */
export function countEntries(count: number): string {
  return count === 1 ? "1 entry" : `${count} entries`;
}

const refuse = (reason: string): Applied => ({ ok: false, reason });
const GONE = "That subsection is gone. Look at the list again: somebody may have deleted it.";

/** Two subsections of one title would be read back as one. */
function hasTitle(category: Category, title: string, exceptId?: string): boolean {
  return category.subsections.some((subsection) => subsection.title === title && subsection.id !== exceptId);
}

const titleTaken = (title: string) => `There is a subsection ${title} here already. Give this one another title.`;

/** Why a description would be read back as something else, with what to do; null when it would not. */
function faultOfDescription(description: string): string | null {
  if (scanMarkdown(description).blocks.some(({ kind }) => kind === "heading"))
    return "A description has no headings. Make another subsection instead.";
  if (/^[ \t]*(?:[*+-]|\d{1,9}[.)])[ \t]/m.test(description))
    return "A description is a sentence, not a list. Write the bullets as entries.";
  if (/^[ \t]*(?:`{3,}|~{3,})/m.test(description)) return "A description holds no code block. Use `code` within the sentence.";
  if (/<!--/.test(description)) return "A description holds no comment: it would hide what follows.";
  return null;
}

function listsOf(category: Category): { id: string | null; entryIds: string[] }[] {
  return [...category.subsections.map(({ id, entryIds }) => ({ id, entryIds })), { id: null, entryIds: category.ungroupedIds }];
}

function mapLists(notes: Notes, change: (entryIds: string[], categoryId: string, subsectionId: string | null) => string[]): Notes {
  return {
    ...notes,
    categories: notes.categories.map((category) => ({
      ...category,
      subsections: category.subsections.map((s) => ({ ...s, entryIds: change(s.entryIds, category.id, s.id) })),
      ungroupedIds: change(category.ungroupedIds, category.id, null),
    })),
  };
}

function placeEntries(notes: Notes, placements: { entryId: string; to: Place }[]): Applied {
  const moving = new Set(placements.map(({ entryId }) => entryId));
  if (moving.size !== placements.length) return refuse("An entry can stand in one place only.");
  const before = placements.map(({ entryId }) => ({ entryId, to: findPlace(notes, entryId) }));
  if (before.some(({ to }) => to === null)) return refuse("One of these entries is no longer part of the notes.");
  for (const { to } of placements) {
    const category = notes.categories.find(({ id }) => id === to.categoryId);
    if (!category) return refuse("That category is no longer part of the notes.");
    if (to.subsectionId !== null && !category.subsections.some(({ id }) => id === to.subsectionId)) return refuse(GONE);
  }
  const without = mapLists(notes, (entryIds) => entryIds.filter((id) => !moving.has(id)));
  const placed = mapLists(without, (entryIds, categoryId, subsectionId) => {
    const list = [...entryIds];
    for (const { entryId, to } of placements) {
      if (to.categoryId !== categoryId || to.subsectionId !== subsectionId) continue;
      list.splice(Math.max(0, Math.min(to.index, list.length)), 0, entryId);
    }
    return list;
  });
  const back = before.flatMap(({ entryId, to }) => (to ? [{ entryId, to }] : [])).sort((a, b) => a.to.index - b.to.index);
  return { ok: true, notes: placed, inverse: { type: "place-entries", placements: back } };
}

function createSubsection(notes: Notes, operation: Extract<NotesOperation, { type: "create-subsection" }>): Applied {
  const title = operation.title.trim();
  if (title === "") return refuse("A subsection needs a title.");
  if (/[\r\n]/.test(title)) return refuse("A title is one line. Put the rest into the description.");
  const fault = faultOfDescription(operation.description);
  if (fault) return refuse(fault);
  const category = notes.categories.find(({ id }) => id === operation.categoryId);
  if (!category) return refuse("That category is no longer part of the notes.");
  if (category.title === null) return refuse("These entries stand under no category, and only a category has subsections.");
  if (hasTitle(category, title)) return refuse(titleTaken(title));
  if (notes.categories.some((c) => c.subsections.some(({ id }) => id === operation.subsectionId)))
    return refuse("This subsection exists already.");
  const created: Subsection = { id: operation.subsectionId, title, description: operation.description.trim(), entryIds: [] };
  const subsections = [...category.subsections];
  subsections.splice(Math.max(0, Math.min(operation.index, subsections.length)), 0, created);
  const withIt = replaceCategory(notes, { ...category, subsections });
  const placements = operation.entryIds.map((entryId, index) => ({
    entryId,
    to: { categoryId: category.id, subsectionId: created.id, index },
  }));
  const filled = placeEntries(withIt, placements);
  if (!filled.ok) return filled;
  return {
    ok: true,
    notes: filled.notes,
    inverse: { type: "all", operations: [filled.inverse, { type: "delete-subsection", subsectionId: created.id }] },
  };
}

function changeSubsection(
  notes: Notes,
  id: string,
  change: (subsection: Subsection) => Subsection,
  invert: (subsection: Subsection) => NotesOperation,
): Applied {
  const found = locateSubsection(notes, id);
  if (!found) return refuse(GONE);
  const subsections = found.category.subsections.map((s) => (s.id === id ? change(s) : s));
  return { ok: true, notes: replaceCategory(notes, { ...found.category, subsections }), inverse: invert(found.subsection) };
}

function moveSubsection(notes: Notes, operation: Extract<NotesOperation, { type: "move-subsection" }>): Applied {
  const found = locateSubsection(notes, operation.subsectionId);
  if (!found) return refuse(GONE);
  if (!notes.categories.some(({ id }) => id === operation.categoryId)) return refuse("That category is no longer part of the notes.");
  const without = replaceCategory(notes, {
    ...found.category,
    subsections: found.category.subsections.filter(({ id }) => id !== operation.subsectionId),
  });
  const target = without.categories.find(({ id }) => id === operation.categoryId);
  if (!target) return refuse("That category is no longer part of the notes.");
  if (target.title === null) return refuse("Only a category has subsections.");
  if (hasTitle(target, found.subsection.title)) return refuse(titleTaken(found.subsection.title));
  const subsections = [...target.subsections];
  subsections.splice(Math.max(0, Math.min(operation.index, subsections.length)), 0, found.subsection);
  return {
    ok: true,
    notes: replaceCategory(without, { ...target, subsections }),
    inverse: { ...operation, categoryId: found.category.id, index: found.index },
  };
}

/** Its entries go back to the ungrouped of their category: deleting a heading never deletes an entry. */
function deleteSubsection(notes: Notes, id: string): Applied {
  const found = locateSubsection(notes, id);
  if (!found) return refuse(GONE);
  const { category, subsection, index } = found;
  const emptied = replaceCategory(notes, {
    ...category,
    subsections: category.subsections.filter((s) => s.id !== id),
    ungroupedIds: [...category.ungroupedIds, ...subsection.entryIds],
  });
  return {
    ok: true,
    notes: emptied,
    inverse: {
      type: "create-subsection",
      subsectionId: id,
      categoryId: category.id,
      title: subsection.title,
      description: subsection.description,
      index,
      entryIds: subsection.entryIds,
    },
  };
}

function locateSubsection(notes: Notes, id: string): { category: Category; subsection: Subsection; index: number } | null {
  for (const category of notes.categories) {
    const index = category.subsections.findIndex((s) => s.id === id);
    const subsection = category.subsections[index];
    if (subsection) return { category, subsection, index };
  }
  return null;
}

function replaceCategory(notes: Notes, category: Category): Notes {
  return { ...notes, categories: notes.categories.map((c) => (c.id === category.id ? category : c)) };
}

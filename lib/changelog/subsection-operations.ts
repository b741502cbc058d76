import type { Category, Notes, Subsection } from "./notes";
import { type Applied, type NotesOperation, type OperationOf, refuse } from "./notes-operation";
import { insertAt, locateSubsection, replaceCategory } from "./place";
import { placeEntries, SUBSECTION_GONE } from "./place-entries";
import { scanMarkdown } from "./scan-markdown";

/** Makes a subsection and moves entries into it. */
export function createSubsection(notes: Notes, operation: OperationOf<"create-subsection">): Applied {
  const title = operation.title.trim();
  const fault = faultOfTitle(title) ?? faultOfDescription(operation.description);
  if (fault) return refuse(fault);
  const category = notes.categories.find(({ id }) => id === operation.categoryId);
  if (!category) return refuse("That category is no longer part of the notes.");
  if (category.title === null) return refuse("These entries stand under no category, and only a category has subsections.");
  if (hasTitle(category, title)) return refuse(titleTaken(title));
  if (notes.categories.some((c) => c.subsections.some(({ id }) => id === operation.subsectionId)))
    return refuse("This subsection exists already.");
  const created: Subsection = { id: operation.subsectionId, title, description: operation.description.trim(), entryIds: [] };
  const withIt = replaceCategory(notes, { ...category, subsections: insertAt(category.subsections, operation.index, created) });
  const placements = operation.entryIds.map((entryId, index) => ({
    entryId,
    to: { categoryId: category.id, subsectionId: created.id, index },
  }));
  const filled = placeEntries(withIt, { type: "place-entries", placements });
  if (!filled.ok) return filled;
  return {
    ok: true,
    notes: filled.notes,
    inverse: { type: "all", operations: [filled.inverse, { type: "delete-subsection", subsectionId: created.id }] },
  };
}

/** Gives a subsection another title. */
export function renameSubsection(notes: Notes, operation: OperationOf<"rename-subsection">): Applied {
  const title = operation.title.trim();
  const fault = faultOfTitle(title);
  if (fault) return refuse(fault);
  const home = locateSubsection(notes, operation.subsectionId)?.category;
  if (home && hasTitle(home, title, operation.subsectionId)) return refuse(titleTaken(title));
  return changeSubsection(
    notes,
    operation.subsectionId,
    (s) => ({ ...s, title }),
    (s) => ({ ...operation, title: s.title, seen: title }),
  );
}

/** Gives a subsection another description. */
export function describeSubsection(notes: Notes, operation: OperationOf<"describe-subsection">): Applied {
  const description = operation.description.trim();
  const fault = faultOfDescription(description);
  if (fault) return refuse(fault);
  return changeSubsection(
    notes,
    operation.subsectionId,
    (s) => ({ ...s, description }),
    (s) => ({ ...operation, description: s.description, seen: description }),
  );
}

function changeSubsection(
  notes: Notes,
  id: string,
  change: (subsection: Subsection) => Subsection,
  invert: (subsection: Subsection) => NotesOperation,
): Applied {
  const found = locateSubsection(notes, id);
  if (!found) return refuse(SUBSECTION_GONE);
  const subsections = found.category.subsections.map((s) => (s.id === id ? change(s) : s));
  return { ok: true, notes: replaceCategory(notes, { ...found.category, subsections }), inverse: invert(found.subsection) };
}

/** Moves a subsection within its category or to another one. */
export function moveSubsection(notes: Notes, operation: OperationOf<"move-subsection">): Applied {
  const found = locateSubsection(notes, operation.subsectionId);
  if (!found) return refuse(SUBSECTION_GONE);
  if (!notes.categories.some(({ id }) => id === operation.categoryId)) return refuse("That category is no longer part of the notes.");
  const without = replaceCategory(notes, {
    ...found.category,
    subsections: found.category.subsections.filter(({ id }) => id !== operation.subsectionId),
  });
  const target = without.categories.find(({ id }) => id === operation.categoryId);
  if (!target) return refuse("That category is no longer part of the notes.");
  if (target.title === null) return refuse("Only a category has subsections.");
  if (hasTitle(target, found.subsection.title)) return refuse(titleTaken(found.subsection.title));
  const subsections = insertAt(target.subsections, operation.index, found.subsection);
  return {
    ok: true,
    notes: replaceCategory(without, { ...target, subsections }),
    inverse: { ...operation, categoryId: found.category.id, index: found.index },
  };
}

/** Its entries go back to the ungrouped of their category: deleting a heading never deletes an entry. */
export function deleteSubsection(notes: Notes, { subsectionId: id }: OperationOf<"delete-subsection">): Applied {
  const found = locateSubsection(notes, id);
  if (!found) return refuse(SUBSECTION_GONE);
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

/** Two subsections of one title would be read back as one. */
function hasTitle(category: Category, title: string, exceptId?: string): boolean {
  return category.subsections.some((subsection) => subsection.title === title && subsection.id !== exceptId);
}

const titleTaken = (title: string) => `There is a subsection ${title} here already. Give this one another title.`;

function faultOfTitle(title: string): string | null {
  if (title === "") return "A subsection needs a title. Write one, or delete the subsection.";
  return /[\r\n]/.test(title) ? "A title is one line. Put the rest into the description." : null;
}

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

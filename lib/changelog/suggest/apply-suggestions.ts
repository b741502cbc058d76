import { applyOperation } from "@/lib/changelog/apply-operation";
import type { Category, Notes } from "@/lib/changelog/notes";
import type { NotesOperation } from "@/lib/changelog/notes-operation";
import type { Suggestion } from "./suggestion";

/**
 * The operations that accept suggestions, in their order: a new subsection after those the category has, or
 * further entries for one that exists. Entries that moved meanwhile, and suggestions that became empty, are left
 * out. The same notes and suggestions give the same ids.
 */
export function planSuggestions(notes: Notes, suggestions: Suggestion[]): NotesOperation[] {
  const operations: NotesOperation[] = [];
  let current = notes;
  for (const suggestion of suggestions) {
    const operation = planSuggestion(current, suggestion);
    const applied = operation ? applyOperation(current, operation) : null;
    if (!operation || !applied?.ok) continue;
    operations.push(operation);
    current = applied.notes;
  }
  return operations;
}

/** The notes with suggestions accepted; every entry is still there once. */
export function applySuggestions(notes: Notes, suggestions: Suggestion[]): Notes {
  let current = notes;
  for (const operation of planSuggestions(notes, suggestions)) {
    const applied = applyOperation(current, operation);
    if (applied.ok) current = applied.notes;
  }
  return current;
}

function planSuggestion(notes: Notes, suggestion: Suggestion): NotesOperation | null {
  const category = notes.categories.find(({ id }) => id === suggestion.categoryId);
  if (!category) return null;
  const ungrouped = new Set(category.ungroupedIds);
  const entryIds = [...new Set(suggestion.entryIds)].filter((id) => ungrouped.has(id));
  if (entryIds.length === 0) return null;
  const home = findHome(category, suggestion);
  if (home) {
    const placements = entryIds.map((entryId, offset) => ({
      entryId,
      to: { categoryId: category.id, subsectionId: home.id, index: home.entryIds.length + offset },
    }));
    return { type: "place-entries", placements };
  }
  return {
    type: "create-subsection",
    subsectionId: `s-${suggestion.id}`,
    categoryId: category.id,
    title: suggestion.title,
    description: suggestion.description,
    index: category.subsections.length,
    entryIds,
  };
}

/** The subsection the suggestion names, or one that has its title already. */
function findHome({ subsections }: Category, { subsectionId, title }: Suggestion) {
  return subsections.find(({ id }) => id === subsectionId) ?? subsections.find((subsection) => subsection.title === title);
}

import type { Entry, Notes } from "@/lib/changelog/notes";
import type { CategoryInput, History, PullRequestFacts, SuggestionEntry, SuggestionInput } from "./suggestion-input";

/**
 * The notes as input for suggestions: every titled category with its ungrouped entries and its subsections.
 * Passages are no entries and stay where they are. `factsOf` adds what is known of an entry's pull request.
 */
export function readSuggestionInput(
  notes: Notes,
  history: History,
  options: Pick<SuggestionInput, "rules" | "componentNames"> & { factsOf?: (entry: Entry) => PullRequestFacts | undefined } = {},
): SuggestionInput {
  const { factsOf, ...settings } = options;
  const toEntries = (ids: string[]): SuggestionEntry[] =>
    ids.flatMap((id) => {
      const entry = notes.entries[id];
      if (entry?.kind !== "entry") return [];
      const pullRequest = factsOf?.(entry);
      const references = entry.references.map(({ label }) => label);
      return [{ id, text: entry.text, references, ...(pullRequest ? { pullRequest } : {}) }];
    });
  const categories = notes.categories.flatMap(({ id, title, subsections, ungroupedIds }): CategoryInput[] => {
    if (title === null) return [];
    const placed = subsections.map((subsection) => ({
      subsectionId: subsection.id,
      title: subsection.title,
      entryIds: subsection.entryIds,
    }));
    return [{ id, title, entries: toEntries([...ungroupedIds, ...subsections.flatMap(({ entryIds }) => entryIds)]), placed }];
  });
  return { categories, history, ...settings };
}

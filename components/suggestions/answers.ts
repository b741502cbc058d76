import type { Notes } from "@/lib/changelog/notes";
import type { Decision, Suggestion } from "@/lib/changelog/suggest/suggestion";

/** What a person said to a suggestion, with the sentence that tells it. */
export interface Answer {
  decision: Decision;
  sentence: string;
}

/** "Not these": no two of them come together again. One alone, or a rule's, stays ungrouped. */
export function refuseSuggestion({ title, entryIds, reason }: Suggestion): Answer {
  const isRuled = reason.facts.some(({ type }) => type === "rule");
  return { decision: { type: isRuled || entryIds.length === 1 ? "take-out" : "reject", entryIds }, sentence: `Set ${title} aside` };
}

/** Both become one. */
export function mergeSuggestions(one: Suggestion, other: Suggestion): Answer {
  return {
    decision: { type: "merge", entryIds: [...one.entryIds, ...other.entryIds] },
    sentence: `Put ${one.title} and ${other.title} together`,
  };
}

/** This one stays ungrouped. */
export function takeOut(notes: Notes, { title }: Suggestion, entryId: string): Answer {
  return {
    decision: { type: "take-out", entryIds: [entryId] },
    sentence: `Took “${shorten(notes.entries[entryId]?.text ?? "")}” out of ${title}`,
  };
}

/** Two suggestions can become one unless each belongs to another subsection that is there already. */
export function listMerges(suggestion: Suggestion, all: Suggestion[]): Suggestion[] {
  return suggestion.mergeWith.flatMap(({ suggestionId }) => {
    const other = all.find(({ id }) => id === suggestionId);
    return other && !(suggestion.subsectionId && other.subsectionId) ? [other] : [];
  });
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57).trimEnd()}…` : text;
}

/** Suggestions of entries that stand in no subsection still, in the order of the categories. */
export function listOpen(suggestions: Suggestion[], notes: Notes): Suggestion[] {
  return notes.categories.flatMap(({ id, ungroupedIds }) => {
    const ungrouped = new Set(ungroupedIds);
    return suggestions
      .filter(({ categoryId }) => categoryId === id)
      .map((suggestion) => ({ ...suggestion, entryIds: suggestion.entryIds.filter((entryId) => ungrouped.has(entryId)) }))
      .filter(({ entryIds }) => entryIds.length > 0);
  });
}

import type { SuggestionEntry } from "./suggestion-input";

/** A label or folder that a rule could look for. */
export interface RuleChoice {
  value: string;
  /** How many of the entries it was asked for have it, and how many those are. */
  count: number;
  of: number;
}

const MOST_CHOICES = 6;
/** What so large a share of all entries has says nothing about some of them. */
const EVERYWHERE = 2 / 3;

/** Labels of the pull requests behind the entries, the most common first; `all`: every entry of the notes. */
export function listLabelChoices(entries: SuggestionEntry[], all: SuggestionEntry[]): RuleChoice[] {
  return rank(entries, all, ({ pullRequest }) => pullRequest?.labels ?? []);
}

/** Folders that the pull requests behind at least half of the entries touch: those of most entries first, the deepest first. */
export function listPathChoices(entries: SuggestionEntry[], all: SuggestionEntry[]): RuleChoice[] {
  return rank(entries, all, ({ pullRequest }) => (pullRequest?.paths ?? []).flatMap(foldersAbove)).filter(
    ({ count, of }) => count * 2 >= of,
  );
}

function rank(entries: SuggestionEntry[], all: SuggestionEntry[], valuesOf: (entry: SuggestionEntry) => string[]): RuleChoice[] {
  const everywhere = countValues(all, valuesOf);
  const known = all.filter(({ pullRequest }) => pullRequest).length;
  const counted = [...countValues(entries, valuesOf)].map(([value, count]) => ({ value, count, of: entries.length }));
  const telling = counted.filter(({ value, count }) => (everywhere.get(value) ?? count) < EVERYWHERE * known);
  return (telling.length > 0 ? telling : counted)
    .sort((a, b) => b.count - a.count || b.value.length - a.value.length || (a.value < b.value ? -1 : 1))
    .slice(0, MOST_CHOICES);
}

function countValues(entries: SuggestionEntry[], valuesOf: (entry: SuggestionEntry) => string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const entry of entries) for (const value of new Set(valuesOf(entry))) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** `lib/db/client.ts` → `lib`, `lib/db`. */
function foldersAbove(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, depth) => parts.slice(0, depth + 1).join("/"));
}

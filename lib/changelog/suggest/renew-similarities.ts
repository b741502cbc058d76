import type { Similarities } from "./measure-similarities";
import type { CategoryInput, SuggestionInput } from "./suggestion-input";

/**
 * What was measured, for the subsections and rules of now: comparing entries is slow and holds as long as each
 * category has the same entries with the same words, and the same objects stand for what is known of their pull
 * requests. Null when it must be measured again.
 */
export function renewSimilarities(measured: Similarities, input: SuggestionInput): Similarities | null {
  const now = new Map(input.categories.map((category) => [category.id, category]));
  if (now.size !== measured.categories.length) return null;
  const categories = [];
  for (const known of measured.categories) {
    const category = now.get(known.category.id);
    if (!category || keyOf(category) !== keyOf(known.category) || !hasSameFacts(category, known.category)) return null;
    categories.push({ ...known, category: { ...known.category, placed: category.placed } });
  }
  return { ...measured, categories, rules: input.rules ?? [] };
}

/** What the measure depends on, whatever the order of the entries. */
function keyOf({ title, entries }: CategoryInput): string {
  const known = entries.map(({ id, text, references }) => JSON.stringify([id, text, references]));
  return JSON.stringify([title, known.sort()]);
}

/** By identity: whoever learns something new of a pull request makes a new object, and comparing them is cheap. */
function hasSameFacts(now: CategoryInput, known: CategoryInput): boolean {
  const before = new Map(known.entries.map(({ id, pullRequest }) => [id, pullRequest]));
  return now.entries.every(({ id, pullRequest }) => before.get(id) === pullRequest);
}

import { countNaming } from "./earlier-topic";
import { countNounPhrases } from "./noun-phrases";
import { createPairTable, type PairTable, standardise } from "./pair-table";
import { type Background, readBackground } from "./read-background";
import { readEntryTerms, type Terms } from "./read-terms";
import { SIMILARITIES } from "./similarities";
import type { CategoryInput, RememberedRule, SuggestionEntry, SuggestionInput } from "./suggestion-input";
import { COMPONENT_NAMES } from "./suggestion-input";
import { WEIGHTS } from "./weights";

/** Entries of one category that are compared; those after them stay ungrouped, and a notice says so. */
export const MOST_ENTRIES = 2_000;

/** One category with how likely people would put two of its entries into one subsection, as standard scores. */
export interface CategorySimilarities {
  category: CategoryInput;
  /** The entries that were compared; the table counts them in this order. */
  entries: SuggestionEntry[];
  terms: Terms[];
  scores: PairTable;
  /** In how many entries each noun phrase stands. */
  phraseCounts: Map<string, number>;
  /** How many entries name each earlier topic, in the order of the background. */
  topicCounts: number[];
}

/** All that proposing needs; made once per section, kept while people decide. */
export interface Similarities {
  categories: CategorySimilarities[];
  background: Background;
  rules: RememberedRule[];
  componentNames: string[];
  /** Sentences about what was left out. */
  notices: string[];
}

/**
 * Compares the entries of every category in pairs. Slow for large sections, so it is a generator: each `next()`
 * does one piece of work and yields the progress from 0 to 1; the returned value is the result.
 */
export function* measureSimilarities(input: SuggestionInput): Generator<number, Similarities> {
  const categories = input.categories.map((category) => {
    const entries = withoutRepeats(category.entries).slice(0, MOST_ENTRIES);
    return { category, entries, terms: entries.map(readEntryTerms) };
  });
  yield 0.05;
  const background = readBackground(
    input.history,
    categories.flatMap(({ terms }) => terms),
  );
  yield 0.2;
  const pairs = categories.map(({ entries }) => (entries.length * (entries.length - 1)) / 2);
  const total = pairs.reduce((sum, count) => sum + count, 0) * SIMILARITIES.length;
  let done = 0;
  const measured: CategorySimilarities[] = [];
  for (const { category, entries, terms } of categories) {
    const sum = createPairTable(entries.length);
    for (const { name, measure } of SIMILARITIES) {
      addWeighted(sum, standardise(measure({ entries, terms, background })), WEIGHTS[name]);
      done += sum.length;
      yield 0.2 + 0.8 * (total > 0 ? done / total : 1);
    }
    const topicCounts = background.topics.map(({ alternatives }) => countNaming(terms, alternatives));
    measured.push({ category, entries, terms, scores: standardise(sum), phraseCounts: countNounPhrases(terms), topicCounts });
  }
  return {
    categories: measured,
    background,
    rules: input.rules ?? [],
    componentNames: input.componentNames ?? COMPONENT_NAMES,
    notices: input.categories.flatMap(noticeOf),
  };
}

/** The same in one go, for the command line and for tests. */
export function measureAllSimilarities(input: SuggestionInput): Similarities {
  const work = measureSimilarities(input);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Each id once. */
function withoutRepeats(entries: SuggestionEntry[]): SuggestionEntry[] {
  return [...new Map(entries.map((entry) => [entry.id, entry])).values()];
}

function addWeighted(sum: PairTable, table: PairTable, weight: number) {
  for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + weight * (table[at] ?? 0);
}

function noticeOf({ title, entries }: CategoryInput): string[] {
  return entries.length > MOST_ENTRIES
    ? [`${title} holds ${entries.length} entries. Only the first ${MOST_ENTRIES} were compared; the others stay ungrouped.`]
    : [];
}

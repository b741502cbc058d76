import type { CategorySimilarities } from "@/lib/changelog/suggest/measure-similarities";
import { cosinePairs, type PairTable, standardise } from "@/lib/changelog/suggest/pair-table";
import { readBackground } from "@/lib/changelog/suggest/read-background";
import { readTerms } from "@/lib/changelog/suggest/read-terms";
import { SIMILARITIES } from "@/lib/changelog/suggest/similarities";
import type { SimilarityName } from "@/lib/changelog/suggest/similarity";
import type { GroupedCategory, GroupedRelease } from "./grouped-releases";

/** What the file alone can tell; the facts of pull requests are not part of the cases, so nothing can be fitted to them. */
export const FITTED_NAMES: SimilarityName[] = [
  "identifiers",
  "numbers",
  "positions",
  "earlier-titles",
  "company",
  "fragments",
  "opening",
  "bindings",
];

export interface MeasuredCategory extends Pick<CategorySimilarities, "terms"> {
  category: GroupedCategory;
  /** Standardised tables in the order of {@link FITTED_NAMES}. */
  tables: PairTable[];
  /** Plain TF-IDF cosines for the baselines: frequencies of this release, and of the whole file up to it. */
  releaseCosine: PairTable;
  fileCosine: PairTable;
}

export interface MeasuredRelease {
  version: string;
  categories: MeasuredCategory[];
}

/** Measures one release with nothing but the sections older than it. */
export function measureRelease({ version, categories, otherTexts, history }: GroupedRelease): MeasuredRelease {
  const terms = categories.map(({ entries }) => entries.map(({ text }) => readTerms(text)));
  const release = [...terms.flat(), ...otherTexts.map(readTerms)];
  const background = readBackground(history, release);
  const similarities = SIMILARITIES.filter(({ name }) => FITTED_NAMES.includes(name));
  return {
    version,
    categories: categories.map((category, index) => {
      const facts = { entries: category.entries, terms: terms[index] ?? [], background };
      return {
        category,
        terms: facts.terms,
        tables: similarities.map(({ measure }) => standardise(measure(facts))),
        releaseCosine: cosinePairs(tfIdf(facts.terms, release)),
        fileCosine: cosinePairs(tfIdf(facts.terms, background.texts)),
      };
    }),
  };
}

function tfIdf(terms: MeasuredCategory["terms"], corpus: MeasuredCategory["terms"]): Map<string, number>[] {
  const frequency = new Map<string, number>();
  for (const { words } of corpus) for (const stem of words.keys()) frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
  const idf = (stem: string) => Math.log((corpus.length + 1) / ((frequency.get(stem) ?? 0) + 1)) + 1;
  return terms.map(({ words }) => new Map([...words].map(([stem, count]) => [stem, count * idf(stem)])));
}

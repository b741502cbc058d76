import { cosinePairs, overlapPairs, type PairTable } from "./pair-table";
import { rarity } from "./read-background";
import type { CategoryFacts } from "./similarity";

/** Both use words of subsection titles of earlier releases, above all of titles used often. */
export function compareEarlierTitles({ terms, background }: CategoryFacts): PairTable {
  const uses = new Map<string, number>();
  for (const { titleStems, versions } of background.topics)
    for (const stem of titleStems) uses.set(stem, (uses.get(stem) ?? 0) + versions.length);
  const weigh = (stem: string) => rarity(background.frequency, background.size, stem) * Math.log(1 + (uses.get(stem) ?? 0));
  return cosinePairs(
    terms.map(({ words }) => new Map([...words.keys()].filter((stem) => uses.has(stem)).map((stem) => [stem, weigh(stem)]))),
  );
}

/** Both use words that held subsections of earlier releases together. */
export function compareBindings({ terms, background: { bindings } }: CategoryFacts): PairTable {
  return overlapPairs(
    terms.map(({ words }) => {
      const known = [...words.keys()].filter((stem) => (bindings.get(stem) ?? 0) > 0);
      return new Map(known.map((stem) => [stem, Math.sqrt(bindings.get(stem) ?? 0)]));
    }),
  );
}

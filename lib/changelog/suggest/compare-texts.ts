import { cosinePairs, fillPairs, overlapPairs, type PairTable } from "./pair-table";
import { rarity } from "./read-background";
import type { CategoryFacts } from "./similarity";
import type { SuggestionEntry } from "./suggestion-input";

/** Whole identifiers in common. */
export function compareIdentifiers({ terms, background: { identifierFrequency, size } }: CategoryFacts): PairTable {
  return overlapPairs(
    terms.map(({ identifiers }) => new Map([...identifiers].map((name) => [name, Math.sqrt(rarity(identifierFrequency, size, name))]))),
  );
}

/** Groups of four characters in common. */
export function compareFragments({ terms, background: { fragmentFrequency, size } }: CategoryFacts): PairTable {
  return cosinePairs(
    terms.map(
      ({ fragments }) => new Map([...fragments].map(([text, count]) => [text, Math.sqrt(count) * rarity(fragmentFrequency, size, text)])),
    ),
  );
}

/** Same leading verb, same subject. */
export function compareOpenings({ terms }: CategoryFacts): PairTable {
  return fillPairs(terms.length, (i, j) => {
    const a = terms[i];
    const b = terms[j];
    if (!a || !b) return 0;
    return (a.verb !== null && a.verb === b.verb ? 0.5 : 0) + (a.subject !== null && a.subject === b.subject ? 1 : 0);
  });
}

/** Proposal ids, issues named in the sentence and scopes in common. */
export function compareAnchors({ terms }: CategoryFacts): PairTable {
  return overlapPairs(terms.map(({ anchors }) => new Map([...anchors].map((anchor) => [anchor, 1]))));
}

/** Distances over this say nothing more. */
const FARTHEST = 3_000;

/** Nearness of pull request numbers: initiatives come in runs. */
export function compareNumbers({ entries }: CategoryFacts): PairTable {
  const numbers = entries.map(numberOf);
  return fillPairs(entries.length, (i, j) => {
    const a = numbers[i] ?? null;
    const b = numbers[j] ?? null;
    return -Math.log(1 + (a === null || b === null ? FARTHEST / 3 : Math.min(FARTHEST, Math.abs(a - b))));
  });
}

/** Nearness in the list. */
export function comparePositions({ entries }: CategoryFacts): PairTable {
  return fillPairs(entries.length, (i, j) => -Math.log(1 + j - i));
}

/** The number of the first reference of an entry, or null. */
export function numberOf(entry: SuggestionEntry): number | null {
  for (const label of entry.references) {
    const digits = /#(\d{1,9})$/.exec(label)?.[1];
    if (digits) return Number(digits);
  }
  return null;
}

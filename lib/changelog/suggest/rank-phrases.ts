import { findNounPhrases, type NounPhrase } from "./noun-phrases";
import { type Background, rarity } from "./read-background";
import type { TitleFacts } from "./title-facts";
import { GENERAL_NOUNS, WEAK_NAMES } from "./word-lists";

/** How many times more frequent something is in the group than in the rest of its category. */
export function liftOf(coverage: number, elsewhere: number, rest: number): number {
  return (coverage + 0.02) / (elsewhere / Math.max(1, rest) + 0.02);
}

/** Phrases that may name the group, best first; those of general words alone only where nothing else does. */
export function rankPhrases({ members, category, background, componentStems }: TitleFacts, allowsGeneral: boolean): NounPhrase[] {
  const rest = category.entries.length - members.length;
  const liftIn = ({ key, holders }: NounPhrase) =>
    liftOf(holders.size / members.length, (category.phraseCounts.get(key) ?? 0) - holders.size, rest);
  return [...findNounPhrases(members, allowsGeneral).values()]
    .filter(({ stems, holders }) => (holders.size > 1 || members.length < 2) && !stems.every((stem) => componentStems.has(stem)))
    .map((phrase) => ({ phrase, score: scorePhrase(phrase, members.length, liftIn(phrase)) * distinction(phrase, background) }))
    .sort((a, b) => b.score - a.score || b.phrase.stems.length - a.phrase.stems.length || (a.phrase.key < b.phrase.key ? -1 : 1))
    .map(({ phrase }) => phrase);
}

/** A word that stands in every tenth text of the file, like the project's own name, names little. */
function distinction({ stems }: NounPhrase, { frequency, size }: Background): number {
  const rarest = Math.max(...stems.map((stem) => rarity(frequency, size, stem)));
  return Math.max(0.4, Math.min(1, rarest / 2.5));
}

function scorePhrase({ stems, holders }: NounPhrase, size: number, lift: number): number {
  const coverage = holders.size / size;
  const length = [0, 1, 1.45, 1.5, 1.5][stems.length] ?? 1;
  const general = stems.filter((stem) => GENERAL_NOUNS.has(stem) || WEAK_NAMES.has(stem)).length;
  return coverage ** 1.6 * Math.log(1 + lift) * length * 0.8 ** general;
}

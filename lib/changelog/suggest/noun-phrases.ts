import { isTopic, type Terms } from "./read-terms";
import type { Token } from "./tokenize";
import { GENERAL_NOUNS, VERBS, WEAK_NAMES } from "./word-lists";

/** A run of topic words that may name a group. */
export interface NounPhrase {
  /** Stems with spaces between. */
  key: string;
  stems: string[];
  /** The words of its first mention. */
  words: string[];
  /** Members that hold it, by index. */
  holders: Set<number>;
}

/** What an entry is about is said by then. */
const READ_TOKENS = 60;
const LONGEST = 4;
const LONGEST_WORD = 40;

/** Every phrase of one to four topic words in the given texts; one of general words alone names nothing unless allowed. */
export function findNounPhrases(texts: Terms[], allowsGeneral = false): Map<string, NounPhrase> {
  const found = new Map<string, NounPhrase>();
  texts.forEach(({ tokens: all }, holder) => {
    const tokens = all.slice(0, READ_TOKENS);
    tokens.forEach((_, start) => {
      for (const words of phrasesFrom(tokens, start, allowsGeneral)) {
        const stems = words.map(({ stem }) => stem);
        const key = stems.join(" ");
        const phrase = found.get(key) ?? { key, stems, words: words.map(({ word }) => word), holders: new Set<number>() };
        phrase.holders.add(holder);
        found.set(key, phrase);
      }
    });
  });
  return found;
}

/** In how many of the texts each phrase stands, general ones too. */
export function countNounPhrases(texts: Terms[]): Map<string, number> {
  return new Map([...findNounPhrases(texts, true)].map(([key, { holders }]) => [key, holders.size]));
}

/** True when a text holds the stems one after the other. */
export function holdsPhrase({ tokens }: Terms, stems: string[]): boolean {
  return tokens.some((_, start) =>
    stems.every((stem, i) => tokens[start + i]?.stem === stem && (i === 0 || !tokens[start + i]?.isAfterBreak)),
  );
}

function* phrasesFrom(tokens: Token[], start: number, allowsGeneral: boolean): Generator<Token[]> {
  const first = tokens[start];
  if (!first || !isTopic(first) || first.word.length > LONGEST_WORD || (VERBS.has(first.stem) && !first.isCode)) return;
  const words: Token[] = [];
  for (let i = start; i < tokens.length && i < start + LONGEST; i++) {
    const token = tokens[i];
    if (!token || !isTopic(token) || token.word.length > LONGEST_WORD || (i > start && token.isAfterBreak)) return;
    if (words.some(({ stem }) => stem === token.stem)) return;
    words.push(token);
    const isGeneral = !allowsGeneral && words.every(({ stem }) => GENERAL_NOUNS.has(stem) || VERBS.has(stem) || WEAK_NAMES.has(stem));
    const endsInVerb = VERBS.has(token.stem) && !token.isCode;
    if (!isGeneral && !endsInVerb && !cutsIdentifier(tokens, start, i)) yield [...words];
  }
}

/** A phrase lies within one identifier or takes it whole: `ErrorLog view` is no `log view`. */
function cutsIdentifier(tokens: Token[], start: number, end: number): boolean {
  const first = tokens[start]?.run;
  const last = tokens[end]?.run;
  return first !== last && (tokens[start - 1]?.run === first || tokens[end + 1]?.run === last);
}

import { findScope, readAnchors, withoutScope } from "./read-anchors";
import type { SuggestionEntry } from "./suggestion-input";
import { type Token, tokenize } from "./tokenize";
import { GENERAL_NOUNS, STOP_WORDS, VERBS } from "./word-lists";

/** What one text is made of, as the similarities compare it. Counts and sets are keyed by stems. */
export interface Terms {
  text: string;
  tokens: Token[];
  /** Topic words with their counts: no function words, no leading verbs. */
  words: Map<string, number>;
  /** Two neighbouring topic words, `fair share`. */
  phrases: Set<string>;
  /** Whole identifiers in lower case, `recordercontext`. */
  identifiers: Set<string>;
  /** Groups of four characters inside topic words; they see `scheduler` in `scheduling`. */
  fragments: Map<string, number>;
  /** The verb an entry begins with (after its scope), or null; `lead` is the place of that first token. */
  verb: string | null;
  lead: number;
  /** The first topic word after the verb, or null. */
  subject: string | null;
  /** Proposal ids, issue numbers inside the sentence, a conventional scope or a `Component:` prefix. */
  anchors: Set<string>;
}

/** At most this many words of one entry are compared. */
const MOST_TOKENS = 250;

/** Reads a text into its terms. */
export function readTerms(text: string): Terms {
  const tokens = tokenize(text).slice(0, MOST_TOKENS);
  const words = new Map<string, number>();
  const fragments = new Map<string, number>();
  const prefix = findScope(text)?.end ?? 0;
  const lead = Math.max(
    0,
    tokens.findIndex(({ start }) => start >= prefix),
  );
  const first = tokens[lead]?.stem ?? "";
  const verb = VERBS.has(first) ? first : null;
  const topics = tokens.filter((token, i) => isTopic(token) && !(i === lead && verb !== null));
  for (const { stem } of topics) {
    words.set(stem, (words.get(stem) ?? 0) + 1);
    for (const fragment of fragmentsOf(stem)) fragments.set(fragment, (fragments.get(fragment) ?? 0) + 1);
  }
  const subject = topics.find(({ stem }) => !GENERAL_NOUNS.has(stem))?.stem ?? null;
  return {
    text,
    tokens,
    words,
    phrases: phrasesOf(tokens, lead),
    identifiers: identifiersOf(tokens),
    fragments,
    verb,
    lead,
    subject,
    anchors: readAnchors(text),
  };
}

/** True for a word that can tell topics apart. */
export function isTopic({ word, stem }: Token): boolean {
  return stem.length > 1 && !STOP_WORDS.has(word.toLowerCase()) && !isNumber(stem);
}

/** The terms of an entry: its own text, and its pull request's title as a second sentence. */
export function readEntryTerms(entry: SuggestionEntry): Terms {
  const { title, scope } = entry.pullRequest ?? {};
  const own = readTerms(entry.text);
  if (scope) own.anchors.add(`scope:${scope.toLowerCase()}`);
  if (!title) return own;
  const more = readTerms(withoutScope(title));
  for (const [stem, count] of more.words) if (!own.words.has(stem)) own.words.set(stem, count / 2);
  for (const phrase of more.phrases) own.phrases.add(phrase);
  for (const identifier of more.identifiers) own.identifiers.add(identifier);
  for (const anchor of [...readAnchors(title), ...more.anchors]) own.anchors.add(anchor);
  return own;
}

function phrasesOf(tokens: Token[], lead: number): Set<string> {
  const phrases = new Set<string>();
  for (let i = 1; i < tokens.length; i++) {
    const left = tokens[i - 1];
    const right = tokens[i];
    if (!left || !right || right.isAfterBreak || !isTopic(left) || !isTopic(right)) continue;
    if (i === lead + 1 && VERBS.has(left.stem)) continue;
    phrases.add(`${left.stem} ${right.stem}`);
  }
  return phrases;
}

function identifiersOf(tokens: Token[]): Set<string> {
  const identifiers = new Set<string>();
  for (let i = 0; i < tokens.length; ) {
    const { run, isCode } = tokens[i] ?? { run: 0, isCode: false };
    let whole = "";
    for (; tokens[i]?.run === run; i++) whole += tokens[i]?.stem ?? "";
    if (isCode && whole.length > 2) identifiers.add(whole);
  }
  return identifiers;
}

function fragmentsOf(stem: string): string[] {
  const marked = `<${stem}`;
  if (marked.length <= 4) return [marked];
  const fragments: string[] = [];
  for (let i = 0; i + 4 <= marked.length && i < 24; i++) fragments.push(marked.slice(i, i + 4));
  return fragments;
}

/** True when a text holds every stem, wherever. */
export function mentions({ tokens }: Terms, stems: string[]): boolean {
  return stems.every((stem) => tokens.some((token) => token.stem === stem));
}

function isNumber(stem: string): boolean {
  for (let i = 0; i < stem.length; i++) {
    const code = stem.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

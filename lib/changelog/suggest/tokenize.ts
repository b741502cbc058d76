import { stemWord } from "./stem-word";

/** One word of an entry, as written and as counted. */
export interface Token {
  word: string;
  stem: string;
  /** Part of an identifier: between back ticks, with an underscore, or in camel case. */
  isCode: boolean;
  /** Which run of characters without white space it comes from: parts of one identifier share it. */
  run: number;
  /** Where that run stands in the text. */
  start: number;
  end: number;
  /** True when punctuation stands between this word and the one before: no phrase crosses it. */
  isAfterBreak: boolean;
}

/** Entries longer than this are read up to here: what an entry is about stands at its beginning. */
const READ_CHARACTERS = 2_000;

/**
 * Splits a text into words in one pass: identifiers fall into their parts (`ScalingGroup` is two words, `GraphQL`
 * and `VFolder` stay one), Chinese, Japanese and Korean text into pairs of characters. Emoji and signs are skipped.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let run = 0;
  let inCode = false;
  let isAfterBreak = false;
  let at = 0;
  const end = Math.min(text.length, READ_CHARACTERS);
  while (at < end) {
    const character = text.charAt(at);
    if (isWordCharacter(text, at)) {
      const start = at;
      while (at < end && (isWordCharacter(text, at) || isJoint(text, at, end))) at += widthAt(text, at);
      run++;
      isAfterBreak = addRun(tokens, text.slice(start, at), { run, start, end: at, inCode, isAfterBreak });
      continue;
    }
    if (character === "`") inCode = !inCode;
    else if (character === "(" && text.charAt(at - 1) === "]") at = skipTarget(text, at, end);
    if (character !== " " && character !== "`" && character !== "\t") isAfterBreak = true;
    at += widthAt(text, at);
  }
  return tokens;
}

interface RunPlace extends Pick<Token, "run" | "start" | "end" | "isAfterBreak"> {
  inCode: boolean;
}

function addRun(tokens: Token[], text: string, place: RunPlace): boolean {
  const parts = splitIdentifier(text);
  const isCode = place.inCode || text.includes("_") || (parts.length > 1 && !/[-/.]/.test(text));
  let isAfterBreak = place.isAfterBreak;
  for (const part of parts) {
    for (const word of isIdeographic(part) ? pairsOf(part) : [part]) {
      tokens.push({ word, stem: stemWord(word), isCode, run: place.run, start: place.start, end: place.end, isAfterBreak });
      isAfterBreak = false;
    }
  }
  return isAfterBreak;
}

/** The words inside an identifier: at `_`, `-`, `.`, `/`, and where lower case turns into upper case. */
export function splitIdentifier(text: string): string[] {
  const parts: string[] = [];
  for (const piece of text.split(/[-_./:']/)) {
    if (piece === "") continue;
    if (isAcronymEnding(piece)) parts.push(piece);
    else parts.push(...splitCamelCase(piece));
  }
  return parts;
}

/** `GraphQL`, `MySQL`, `OpenAPI`: one capitalised word that ends in a short acronym is one word. */
function isAcronymEnding(piece: string): boolean {
  return /^[A-Z]?[a-z]+[A-Z]{2,3}s?$/.test(piece);
}

function splitCamelCase(piece: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let i = 1; i < piece.length; i++) {
    const isUpper = isUpperCase(piece.charCodeAt(i));
    if (!isUpper) continue;
    const afterLower = !isUpperCase(piece.charCodeAt(i - 1));
    const endsAcronym = i - start > 1 && i + 1 < piece.length && isLowerCase(piece.charCodeAt(i + 1)) && piece.charAt(i + 1) !== "s";
    if (afterLower || endsAcronym) {
      parts.push(piece.slice(start, i));
      start = i;
    }
  }
  parts.push(piece.slice(start));
  return parts;
}

function pairsOf(part: string): string[] {
  const characters = [...part];
  return characters.length < 2 ? [part] : characters.slice(1).map((character, i) => `${characters[i] ?? ""}${character}`);
}

/** Jumps over the target of a Markdown link; its label is read as text. */
function skipTarget(text: string, at: number, end: number): number {
  const close = text.indexOf(")", at);
  return close < 0 || close > end ? at : close;
}

/** A sign that holds an identifier together when words stand on both sides. */
function isJoint(text: string, at: number, end: number): boolean {
  return at + 1 < end && "_-./'".includes(text.charAt(at)) && isWordCharacter(text, at + 1);
}

function isWordCharacter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
  const isVariationSelector = code >= 0xfe00 && code <= 0xfe0f;
  return !isVariationSelector && /^[\p{L}\p{N}\p{M}]/u.test(text.slice(at, at + 2));
}

function isIdeographic(part: string): boolean {
  const code = part.charCodeAt(0);
  return (code >= 0x2e80 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7af) || (code >= 0xf900 && code <= 0xfaff);
}

const isUpperCase = (code: number) => code >= 65 && code <= 90;
const isLowerCase = (code: number) => code >= 97 && code <= 122;
const widthAt = (text: string, at: number) => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

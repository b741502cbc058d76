import { isPythonSpace } from "@/lib/changelog/towncrier/python-text";
import type { TemplateToken } from "./library-nodes";
import { TemplateFault } from "./template-fault";

type TokenType = TemplateToken["type"];

const MAX_TOKENS = 2000;
const MAX_BRACKETS = 40;
const OPERATORS: readonly (readonly [string, TokenType])[] = [
  ["//", "MultiplicativeBinaryOperator"],
  ["<=", "ComparisonBinaryOperator"],
  [">=", "ComparisonBinaryOperator"],
  ["==", "ComparisonBinaryOperator"],
  ["!=", "ComparisonBinaryOperator"],
  ["<", "ComparisonBinaryOperator"],
  [">", "ComparisonBinaryOperator"],
  ["+", "AdditiveBinaryOperator"],
  ["-", "AdditiveBinaryOperator"],
  ["~", "AdditiveBinaryOperator"],
  ["*", "MultiplicativeBinaryOperator"],
  ["%", "MultiplicativeBinaryOperator"],
  ["=", "Equals"],
  ["(", "OpenParen"],
  [")", "CloseParen"],
  ["[", "OpenSquareBracket"],
  ["]", "CloseSquareBracket"],
  ["{", "OpenCurlyBracket"],
  ["}", "CloseCurlyBracket"],
  [",", "Comma"],
  [".", "Dot"],
  [":", "Colon"],
  ["|", "Pipe"],
];
const ESCAPES: Record<string, string> = {
  n: "\n",
  t: "\t",
  r: "\r",
  a: "\u0007",
  b: "\b",
  f: "\f",
  v: "\v",
  "\\": "\\",
  "'": "'",
  '"': '"',
  "\n": "",
};

export interface TokenizedTag {
  tokens: TemplateToken[];
  /** Where the closing `%}` or `}}` begins, its sign included. */
  end: number;
}

/** Splits one tag into tokens, from behind its opening to the closing mark that stands outside of brackets and texts. */
export function tokenizeTag(source: string, from: number, closing: "%}" | "}}", firstLine: number): TokenizedTag {
  const tokens: TemplateToken[] = [];
  let at = from;
  let line = firstLine;
  let brackets = 0;
  const push = (type: TokenType, value: string, end: number) => {
    if (tokens.length >= MAX_TOKENS) throw new TemplateFault(`the tag is longer than ${MAX_TOKENS} words. Split it.`, line);
    tokens.push({ type, value, line });
    at = end;
  };
  while (at < source.length) {
    const character = source.charAt(at);
    if (isPythonSpace(character)) {
      if (character === "\n") line++;
      at++;
      continue;
    }
    if (brackets === 0 && isClosing(source, at, closing)) return { tokens, end: at };
    if (character === "'" || character === '"') {
      const text = readString(source, at, line);
      push("StringLiteral", text.value, text.end);
      line += text.lines;
      continue;
    }
    const name = character >= "0" && character <= "9" ? "" : wordAt(source, at);
    if (name !== "") {
      push("Identifier", name, at + name.length);
      continue;
    }
    const digits = wordAt(source, at);
    if (digits !== "") {
      push(
        "NumericLiteral",
        readNumber(digits, source.charAt(at + digits.length), tokens.at(-1)?.type === "Dot", source.charAt(at + digits.length + 1), line),
        at + digits.length,
      );
      continue;
    }
    if (source.startsWith("**", at)) throw new TemplateFault("the operator ** is not supported.", line);
    const [operator, type] = OPERATORS.find(([mark]) => source.startsWith(mark, at)) ?? [];
    if (!operator || !type)
      throw new TemplateFault(
        `the character ${JSON.stringify(String.fromCodePoint(source.codePointAt(at) ?? 0))} is not expected here.`,
        line,
      );
    if ("([{".includes(operator) && ++brackets > MAX_BRACKETS)
      throw new TemplateFault(`brackets stand more than ${MAX_BRACKETS} deep.`, line);
    if (")]}".includes(operator) && --brackets < 0) throw new TemplateFault(`there is a ${operator} without its opening.`, line);
    push(type, operator, at + operator.length);
  }
  throw new TemplateFault(`the tag is not closed with ${closing}.`, firstLine);
}

function isClosing(source: string, at: number, closing: string): boolean {
  const sign = source.charAt(at);
  return source.startsWith(closing, at) || ((sign === "-" || (sign === "+" && closing === "%}")) && source.startsWith(closing, at + 1));
}

/** A run of ASCII letters, digits and underscores. */
function wordAt(source: string, from: number): string {
  let end = from;
  while (/[A-Za-z0-9_]/.test(source.charAt(end))) end++;
  return source.slice(from, end);
}

function readNumber(digits: string, next: string, isAfterDot: boolean, afterNext: string, line: number): string {
  if (!isAfterDot && next === "." && /\d/.test(afterNext)) throw new TemplateFault("numbers with a fraction are not supported.", line);
  if (!/^(?:0|[1-9]\d{0,14})$/.test(digits))
    throw new TemplateFault(`${digits.slice(0, 40)} is no whole number that a template can use.`, line);
  return digits;
}

function readString(source: string, from: number, line: number): { value: string; end: number; lines: number } {
  const mark = source.charAt(from);
  const parts: string[] = [];
  let lines = 0;
  for (let at = from + 1; at < source.length; at++) {
    const character = source.charAt(at);
    if (character === mark) return { value: parts.join(""), end: at + 1, lines };
    if (character === "\n" || (character === "\\" && source.charAt(at + 1) === "\n")) lines++;
    if (character !== "\\") {
      parts.push(character);
      continue;
    }
    const escaped = readEscape(source, at + 1, line);
    parts.push(escaped.value);
    at += escaped.length;
  }
  throw new TemplateFault("a text in quotes is not closed.", line);
}

/** A Python escape behind its backslash; one that Python does not know keeps the backslash. */
function readEscape(source: string, at: number, line: number): { value: string; length: number } {
  const character = source.charAt(at);
  const simple = ESCAPES[character];
  if (simple !== undefined) return { value: simple, length: 1 };
  const octal = /^[0-7]{1,3}/.exec(source.slice(at, at + 3))?.[0];
  if (octal) return { value: String.fromCodePoint(Number.parseInt(octal, 8)), length: octal.length };
  const size = { x: 2, u: 4, U: 8 }[character];
  if (size) {
    const hex = source.slice(at + 1, at + 1 + size);
    const code = /^[0-9a-fA-F]+$/.test(hex) && hex.length === size ? Number.parseInt(hex, 16) : Number.POSITIVE_INFINITY;
    if (code <= 0x10ffff) return { value: String.fromCodePoint(code), length: 1 + size };
  }
  if (size || character === "N" || character === "") throw new TemplateFault(`the escape \\${character} cannot be read.`, line);
  return { value: `\\${character}`, length: 1 };
}

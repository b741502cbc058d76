/** What Python's `str.isspace` calls whitespace; unlike JavaScript it knows U+001C–U+001F and U+0085, but not a BOM. */
const SPACES = new Set(
  "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000",
);
const LINE_ENDS = new Set("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029");

/** Python reads no longer numbers. */
const MAX_DIGITS = 4300;

/** True for one character that Python strips. */
export function isPythonSpace(character: string): boolean {
  return SPACES.has(character);
}

/** `str.strip`, `str.lstrip` and `str.rstrip` of Python, by default of whitespace. */
export function stripText(text: string, side: "both" | "left" | "right" = "both", isStripped = isPythonSpace): string {
  let start = 0;
  let end = text.length;
  if (side !== "right") while (start < end && isStripped(text.charAt(start))) start++;
  if (side !== "left") while (end > start && isStripped(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** `str.splitlines(keepends=True)` of Python, which also ends lines at form feeds, U+0085, U+2028 and the like. */
export function splitPythonLines(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (!LINE_ENDS.has(text.charAt(i))) continue;
    if (text.charAt(i) === "\r" && text.charAt(i + 1) === "\n") i++;
    lines.push(text.slice(start, i + 1));
    start = i + 1;
  }
  if (start < text.length) lines.push(text.slice(start));
  return lines;
}

/** `str.splitlines()` of Python. */
export function listPythonLines(text: string): string[] {
  return splitPythonLines(text).map((line) => stripText(line, "right", (character) => LINE_ENDS.has(character)));
}

/** Orders texts by code point as Python does; JavaScript orders by UTF-16 unit. */
export function compareText(a: string, b: string): number {
  const shortest = Math.min(a.length, b.length);
  for (let i = 0; i < shortest; i++) {
    const difference = codePointRank(a.charCodeAt(i)) - codePointRank(b.charCodeAt(i));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** `len` of a Python text: code points, not UTF-16 units. */
export function countCharacters(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0xdc00 || code > 0xdfff || i === 0 || !isHighSurrogate(text.charCodeAt(i - 1))) count++;
  }
  return count;
}

/** Reads a file the way Python's text mode does: CRLF and lone CR become LF. */
export function toUniversalNewlines(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** The text of Python's `int(text)`, normalised; null where Python raises a ValueError. */
export function parsePythonInteger(text: string): bigint | null {
  const match = /^([+-]?)(\p{Nd}+(?:_\p{Nd}+)*)$/u.exec(stripText(text));
  if (!match) return null;
  if ((match[2] ?? "").length > MAX_DIGITS) return null;
  const digits = Array.from((match[2] ?? "").replaceAll("_", ""), digitValue).join("");
  return match[1] === "-" ? -BigInt(digits) : BigInt(digits);
}

/** True where every character is a decimal digit of some script. */
export function isDecimal(text: string): boolean {
  return /^\p{Nd}+$/u.test(text);
}

/** Decimal digits stand in runs of ten in every script, so that the place in the run is the value. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--;
  return (code - first) % 10;
}

/** Moves surrogates, which stand for characters past U+FFFF, behind every other UTF-16 unit. */
const codePointRank = (unit: number) => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit);
const isHighSurrogate = (code: number) => code >= 0xd800 && code <= 0xdbff;

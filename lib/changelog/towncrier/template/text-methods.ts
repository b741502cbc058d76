import { isPythonSpace, listPythonLines, stripText } from "@/lib/changelog/towncrier/python-text";
import type { Budget } from "./budget";
import { areEqual } from "./compare-values";
import { readArguments } from "./read-arguments";
import { spendSearch } from "./search-text";
import { TemplateFault } from "./template-fault";
import { type Arguments, listItems, Sequence, toText, toWholeNumber, type Value } from "./values";

type Method = (text: string, given: Arguments, budget: Budget) => Value;

/** Methods of Python's `str` that templates of news files use. Absent ones are refused, not guessed. */
export const TEXT_METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["upper", plain("upper", (text) => text.toUpperCase())],
  ["lower", plain("lower", (text) => text.toLowerCase())],
  ["capitalize", plain("capitalize", (text) => capitalizeText(text))],
  ["strip", (text, given) => strip(text, given, "both")],
  ["lstrip", (text, given) => strip(text, given, "left")],
  ["rstrip", (text, given) => strip(text, given, "right")],
  ["startswith", (text, given) => affixes(given, "startswith").some((affix) => text.startsWith(affix))],
  ["endswith", (text, given) => affixes(given, "endswith").some((affix) => text.endsWith(affix))],
  ["removeprefix", (text, given) => removeAffix(text, given, "removeprefix")],
  ["removesuffix", (text, given) => removeAffix(text, given, "removesuffix")],
  ["split", split],
  ["splitlines", splitLines],
  ["replace", replace],
  ["join", join],
  ["count", countText],
  ["find", findText],
  ["isdigit", plain("isdigit", (text) => /^\p{Nd}+$/u.test(text))],
]);

/** A method without arguments. */
function plain(name: string, call: (text: string) => Value): Method {
  return (text, given) => {
    readArguments(given, name, []);
    return call(text);
  };
}

/** Joins printed items; the length is paid for before anything is built. */
export function joinTexts(parts: string[], separator: string, budget: Budget): string {
  budget.spend(parts.length);
  budget.spendText(parts.reduce((sum, part) => sum + part.length, 0) + separator.length * Math.max(0, parts.length - 1));
  return parts.join(separator);
}

/** `str.capitalize`. */
export function capitalizeText(text: string): string {
  const first = String.fromCodePoint(text.codePointAt(0) ?? 32);
  return text === "" ? "" : first.toUpperCase() + text.slice(first.length).toLowerCase();
}

/** Pays for the lines of a text before they are split. */
export function spendLines(text: string, budget: Budget): void {
  budget.spendText(text.length);
  let ends = 1;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 || code === 0x85 || code === 0x2028 || code === 0x2029) ends++;
  }
  budget.spend(ends);
}

/** Replaces at most `count` places, every one when it is negative. */
export function replaceText(text: string, from: string, to: string, count: number, budget: Budget): string {
  spendSearch(text, from, budget);
  if (from === "") throw new TemplateFault("an empty text cannot be replaced.");
  const parts = splitText(text, from, count, budget);
  return joinTexts(parts, to, budget);
}

function replace(text: string, given: Arguments, budget: Budget): string {
  const [from = "", to = "", count = -1] = readArguments(given, "replace", ["old", "new", "count"]);
  return replaceText(text, toText(from, "what is replaced"), toText(to, "the replacement"), toWholeNumber(count, "count"), budget);
}

function strip(text: string, given: Arguments, side: "both" | "left" | "right"): string {
  const [characters = null] = readArguments(given, "strip", ["chars"]);
  if (characters === null) return stripText(text, side, isPythonSpace);
  const set = new Set(toText(characters, "what is stripped"));
  return stripText(text, side, (character) => set.has(character));
}

function affixes(given: Arguments, owner: string): string[] {
  const [affix = null] = readArguments(given, owner, ["affix"]);
  const isTuple = affix instanceof Sequence && affix.kind === "tuple";
  return (isTuple ? affix.items : [affix]).map((item) => toText(item, `the argument of ${owner}`));
}

function removeAffix(text: string, given: Arguments, owner: "removeprefix" | "removesuffix"): string {
  const [value = null] = readArguments(given, owner, ["affix"]);
  const affix = toText(value, `the argument of ${owner}`);
  if (owner === "removeprefix") return text.startsWith(affix) ? text.slice(affix.length) : text;
  return affix !== "" && text.endsWith(affix) ? text.slice(0, -affix.length) : text;
}

function split(text: string, given: Arguments, budget: Budget): Sequence {
  const [separator = null, limit = -1] = readArguments(given, "split", ["sep", "maxsplit"]);
  const most = toWholeNumber(limit, "maxsplit");
  budget.spendText(text.length);
  if (separator === null) return new Sequence(splitWords(text, most));
  const by = toText(separator, "the separator of split");
  if (by === "") throw new TemplateFault("a text cannot be split at nothing.");
  spendSearch(text, by, budget);
  return new Sequence(splitText(text, by, most, budget));
}

function splitText(text: string, by: string, most: number, budget: Budget): string[] {
  const parts: string[] = [];
  let start = 0;
  while (most < 0 || parts.length < most) {
    const end = text.indexOf(by, start);
    if (end < 0) break;
    budget.spend();
    parts.push(text.slice(start, end));
    start = end + by.length;
  }
  return [...parts, text.slice(start)];
}

function splitWords(text: string, most: number): string[] {
  const words: string[] = [];
  let at = 0;
  while (true) {
    while (isPythonSpace(text.charAt(at))) at++;
    if (at >= text.length) return words;
    if (most >= 0 && words.length >= most) return [...words, text.slice(at)];
    const start = at;
    while (at < text.length && !isPythonSpace(text.charAt(at))) at++;
    words.push(text.slice(start, at));
  }
}

function splitLines(text: string, given: Arguments, budget: Budget): Sequence {
  readArguments(given, "splitlines", []);
  spendLines(text, budget);
  return new Sequence(listPythonLines(text));
}

function join(separator: string, given: Arguments, budget: Budget): string {
  const [items = null] = readArguments(given, "join", ["items"]);
  return joinTexts(
    listItems(items).map((item) => toText(item, "what is joined")),
    separator,
    budget,
  );
}

function countText(text: string, given: Arguments, budget: Budget): number {
  const [part = null] = readArguments(given, "count", ["part"]);
  const wanted = toText(part, "what is counted");
  if (wanted === "") throw new TemplateFault("an empty text cannot be counted.");
  spendSearch(text, wanted, budget);
  return splitText(text, wanted, -1, budget).length - 1;
}

function findText(text: string, given: Arguments, budget: Budget): number {
  const [part = null] = readArguments(given, "find", ["part"]);
  const wanted = toText(part, "what is looked for");
  spendSearch(text, wanted, budget);
  const at = text.indexOf(wanted);
  return at < 0 ? -1 : Array.from(text.slice(0, at)).length;
}

/** Methods of a list; `append` changes it, as in Python. */
export function callListMethod(list: Sequence, name: string, given: Arguments, budget: Budget): Value {
  const [item = null] = readArguments(given, name, ["item"]);
  if (name === "append") {
    budget.spend();
    list.items.push(item);
    return null;
  }
  if (name === "count") return list.items.filter((other) => areEqual(other, item, budget)).length;
  const index = list.items.findIndex((other) => areEqual(other, item, budget));
  if (index < 0) throw new TemplateFault("index does not find its item in the list.");
  return index;
}

import { countCharacters, listPythonLines, parsePythonInteger, stripText } from "@/lib/changelog/towncrier/python-text";
import type { Budget } from "./budget";
import { compareValues } from "./compare-values";
import { printValue } from "./print-value";
import { readArguments } from "./read-arguments";
import { TemplateFault } from "./template-fault";
import { capitalizeText, joinTexts, replaceText, spendLines } from "./text-methods";
import {
  type Arguments,
  Dict,
  describeValue,
  isTruthy,
  listItems,
  Missing,
  orMissing,
  Sequence,
  toText,
  toWholeNumber,
  type Value,
  wholeNumber,
} from "./values";

type Filter = (value: Value, given: Arguments, budget: Budget) => Value;

const FILTERS = new Map<string, Filter>([
  ["abs", plain("abs", (value) => Math.abs(toWholeNumber(value, "abs")))],
  ["capitalize", plain("capitalize", (value, budget) => capitalizeText(printValue(value, budget)))],
  ["count", countItems],
  ["default", useDefault],
  ["d", useDefault],
  ["dictsort", sortDict],
  ["first", plain("first", (value) => orMissing(listItems(value)[0], "first item"))],
  ["indent", indentText],
  ["int", toInteger],
  ["items", plain("items", (value) => listPairs(value))],
  ["join", joinItems],
  ["last", plain("last", (value) => orMissing(listItems(value).at(-1), "last item"))],
  ["length", countItems],
  ["list", plain("list", (value) => new Sequence([...listItems(value)]))],
  ["lower", plain("lower", (value, budget) => printValue(value, budget).toLowerCase())],
  ["replace", replaceParts],
  ["reverse", reverseItems],
  ["sort", sortItems],
  ["string", plain("string", (value, budget) => printValue(value, budget))],
  ["title", plain("title", (value, budget) => titleText(printValue(value, budget)))],
  ["trim", trimText],
  ["unique", uniqueItems],
  ["upper", plain("upper", (value, budget) => printValue(value, budget).toUpperCase())],
]);

/** True for a filter that {@link applyFilter} knows. */
export const isFilter = (name: string) => FILTERS.has(name);

/** A filter without arguments. */
function plain(name: string, call: (value: Value, budget: Budget) => Value): Filter {
  return (value, given, budget) => {
    readArguments(given, name, []);
    return call(value, budget);
  };
}

/** `value|name(…)` of a template, with Jinja's meaning. A filter that is not listed is refused. */
export function applyFilter(name: string, value: Value, given: Arguments, budget: Budget): Value {
  const filter = FILTERS.get(name);
  if (!filter) throw new TemplateFault(`the filter ${name} is not supported. Known are ${[...FILTERS.keys()].join(", ")}.`);
  if (typeof value === "string") budget.spendText(value.length * 2);
  if (value instanceof Sequence) budget.spend(value.items.length);
  return filter(value, given, budget);
}

function countItems(value: Value, given: Arguments): number {
  readArguments(given, "length", []);
  if (typeof value === "string") return countCharacters(value);
  return listItems(value).length;
}

function useDefault(value: Value, given: Arguments): Value {
  const [fallback = "", replacesFalse = false] = readArguments(given, "default", ["default_value", "boolean"]);
  return value instanceof Missing || (isTruthy(replacesFalse) && !isTruthy(value)) ? fallback : value;
}

function joinItems(value: Value, given: Arguments, budget: Budget): string {
  const [separator = ""] = readArguments(given, "join", ["d"]);
  const parts = listItems(value).map((item) => printValue(item, budget));
  return joinTexts(parts, printValue(separator, budget), budget);
}

function listPairs(value: Value): Sequence {
  if (value instanceof Missing) return new Sequence([], "view");
  if (!(value instanceof Dict)) throw new TemplateFault(`${describeValue(value)} has no items. The filter items needs a dict.`);
  return new Sequence(
    [...value.entries].map((entry) => new Sequence(entry, "tuple")),
    "view",
  );
}

function sortDict(value: Value, given: Arguments, budget: Budget): Sequence {
  const [isCaseSensitive = false, by = "key", isReversed = false] = readArguments(given, "dictsort", ["case_sensitive", "by", "reverse"]);
  if (by !== "key" && by !== "value") throw new TemplateFault('by of dictsort must be "key" or "value".');
  if (value instanceof Missing) throw new TemplateFault(`${value.name} is undefined and cannot be sorted.`);
  const pairs = listPairs(value).items;
  const place = by === "key" ? 0 : 1;
  return sortBy(
    pairs,
    (pair) => (pair instanceof Sequence ? (pair.items[place] ?? null) : pair),
    isTruthy(isCaseSensitive),
    isTruthy(isReversed),
    budget,
  );
}

function sortItems(value: Value, given: Arguments, budget: Budget): Sequence {
  const [isReversed = false, isCaseSensitive = false] = readArguments(given, "sort", ["reverse", "case_sensitive"]);
  return sortBy([...listItems(value)], (item) => item, isTruthy(isCaseSensitive), isTruthy(isReversed), budget);
}

/** Equal items keep their order, also when the order is reversed, as Python's sort does. */
function sortBy(items: Value[], keyOf: (item: Value) => Value, isCaseSensitive: boolean, isReversed: boolean, budget: Budget): Sequence {
  const keyed = items.map((item) => {
    const key = keyOf(item);
    if (typeof key === "string") budget.spendText(key.length);
    return { item, key: typeof key === "string" && !isCaseSensitive ? key.toLowerCase() : key };
  });
  keyed.sort((a, b) => (isReversed ? compareValues(b.key, a.key, budget) : compareValues(a.key, b.key, budget)));
  return new Sequence(keyed.map(({ item }) => item));
}

function uniqueItems(value: Value, given: Arguments, budget: Budget): Sequence {
  const [isCaseSensitive = false] = readArguments(given, "unique", ["case_sensitive"]);
  const seen = new Map<string | number | boolean | null, Value>();
  for (const item of listItems(value)) {
    if (typeof item === "string") budget.spendText(item.length);
    if (item !== null && typeof item === "object") throw new TemplateFault("the filter unique needs texts or numbers.");
    const key =
      typeof item === "string" && !isTruthy(isCaseSensitive) ? item.toLowerCase() : typeof item === "boolean" ? Number(item) : item;
    if (!seen.has(key)) seen.set(key, item);
  }
  return new Sequence([...seen.values()], "view");
}

function reverseItems(value: Value, given: Arguments): Value {
  readArguments(given, "reverse", []);
  if (typeof value === "string") return listItems(value).reverse().join("");
  return new Sequence([...listItems(value)].reverse(), "view");
}

function replaceParts(value: Value, given: Arguments, budget: Budget): string {
  const [from = null, to = null, count = null] = readArguments(given, "replace", ["old", "new", "count"]);
  const most = count === null ? -1 : toWholeNumber(count, "count");
  return replaceText(printValue(value, budget), toText(from, "what is replaced"), toText(to, "the replacement"), most, budget);
}

function trimText(value: Value, given: Arguments, budget: Budget): string {
  const [characters = null] = readArguments(given, "trim", ["chars"]);
  const text = printValue(value, budget);
  if (characters === null) return stripText(text);
  const set = new Set(toText(characters, "what is trimmed"));
  return stripText(text, "both", (character) => set.has(character));
}

function indentText(value: Value, given: Arguments, budget: Budget): string {
  const [width = 4, withFirst = false, withBlank = false] = readArguments(given, "indent", ["width", "first", "blank"]);
  const text = toText(value, "what is indented");
  const size = typeof width === "string" ? width.length : Math.max(0, toWholeNumber(width, "width"));
  spendLines(text, budget);
  const lines = listPythonLines(`${text}\n`);
  budget.spendText(text.length + size * (lines.length + 1));
  const indent = typeof width === "string" ? width : " ".repeat(size);
  const [first = "", ...rest] = lines;
  return [
    (isTruthy(withFirst) ? indent : "") + first,
    ...rest.map((line) => (line === "" && !isTruthy(withBlank) ? line : indent + line)),
  ].join("\n");
}

function toInteger(value: Value, given: Arguments): number {
  const [fallback = 0] = readArguments(given, "int", ["default"]);
  if (typeof value !== "string") return toWholeNumber(value, "what int makes a number of");
  const number = parsePythonInteger(value);
  if (number !== null) return wholeNumber(Number(number));
  if (/[\d.]/.test(value) && !/[^\d.eE+\-_ ]/.test(value)) throw new TemplateFault("int cannot read a number with a fraction.");
  return toWholeNumber(fallback, "the default of int");
}

/** Upper case after every blank, hyphen and opening bracket, lower case elsewhere. */
function titleText(text: string): string {
  let isStart = true;
  let result = "";
  for (const character of text) {
    result += isStart ? character.toUpperCase() : character.toLowerCase();
    isStart = /[-\s({[<]/.test(character);
  }
  return result;
}

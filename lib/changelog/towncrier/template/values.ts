import { TemplateFault } from "./template-fault";

const MAX_LOOPED_TEXT = 100_000;

/** Everything an expression of a template can be. There is no way from any of these to a JavaScript object. */
export type Value = null | boolean | number | string | Missing | Sequence | Dict | Callable | Namespace;

/** What a name without a value gives: prints as nothing, is false, and refuses everything else. */
export class Missing {
  constructor(readonly name: string) {}
}

/** A value that may not be there, which is something else than none. */
export function orMissing(value: Value | undefined, name: string): Value {
  return value === undefined ? new Missing(name) : value;
}

/** A Python list or tuple; a `view` is what `.items()` gives, which can be looped over but not printed. */
export class Sequence {
  constructor(
    readonly items: Value[],
    readonly kind: "list" | "tuple" | "view" = "list",
  ) {}
}

/** A Python dict. */
export class Dict {
  constructor(readonly entries: Map<string | number, Value>) {}
}

export interface Arguments {
  positional: Value[];
  named: Map<string, Value>;
}

/** A macro, a method or a function. */
export class Callable {
  constructor(
    readonly name: string,
    readonly call: (given: Arguments) => Value,
  ) {}
}

/** `namespace()` of a template, or its `loop`, which cannot be assigned to. */
export class Namespace {
  constructor(
    readonly values: Map<string, Value>,
    readonly isAssignable: boolean,
  ) {}
}

/** Python's `bool`. */
export function isTruthy(value: Value): boolean {
  if (value instanceof Missing) return false;
  if (value instanceof Sequence) return value.items.length > 0;
  if (value instanceof Dict) return value.entries.size > 0;
  return typeof value === "object" && value !== null ? true : Boolean(value);
}

/** A word for a value, for errors. */
export function describeValue(value: Value): string {
  if (value === null) return "none";
  if (value instanceof Missing) return `${value.name}, which is undefined`;
  if (value instanceof Sequence) return "a list";
  if (value instanceof Dict) return "a dict";
  if (value instanceof Callable) return `the function ${value.name}`;
  if (value instanceof Namespace) return "a namespace";
  if (typeof value === "string") return "a text";
  return typeof value === "number" ? "a number" : "true or false";
}

/** Items of what can be looped over: a list, the keys of a dict, the characters of a text, nothing of a missing one. */
export function listItems(value: Value): Value[] {
  if (value instanceof Sequence) return value.items;
  if (value instanceof Dict) return [...value.entries.keys()];
  if (typeof value === "string") {
    if (value.length > MAX_LOOPED_TEXT) throw new TemplateFault("a text is too long to be looped over.");
    return Array.from(value);
  }
  if (value instanceof Missing) return [];
  throw new TemplateFault(`${describeValue(value)} cannot be looped over.`);
}

/** The whole number a value is; true and false count as 1 and 0, as in Python. */
export function toWholeNumber(value: Value, what: string): number {
  if (typeof value === "boolean") return Number(value);
  if (typeof value === "number") return value;
  throw new TemplateFault(`${what} must be a number, not ${describeValue(value)}.`);
}

/** The text a value is. */
export function toText(value: Value, what: string): string {
  if (typeof value === "string") return value;
  throw new TemplateFault(`${what} must be a text, not ${describeValue(value)}.`);
}

/** A number Python would show exactly; larger ones are refused rather than rounded. */
export function wholeNumber(value: number): number {
  if (Number.isSafeInteger(value)) return value === 0 ? 0 : value;
  throw new TemplateFault("a number grows past 2^53.");
}

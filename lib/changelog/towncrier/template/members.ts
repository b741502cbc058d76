import type { Budget } from "./budget";
import { readArguments } from "./read-arguments";
import { TemplateFault } from "./template-fault";
import { callListMethod, TEXT_METHODS } from "./text-methods";
import {
  type Arguments,
  Callable,
  Dict,
  describeValue,
  Missing,
  Namespace,
  orMissing,
  Sequence,
  toWholeNumber,
  type Value,
} from "./values";

const DICT_METHODS = ["items", "keys", "values", "get"];
/** Names that Python's dict has too: a template that reads one means the method, so a key of that name would be wrong. */
const REFUSED_DICT_METHODS = ["clear", "copy", "fromkeys", "pop", "popitem", "setdefault", "update"];
const LIST_METHODS = ["append", "count", "index"];

/** `value.name`: a method first, else the entry of that name. */
export function getMember(value: Value, name: string, budget: Budget): Value {
  if (name.startsWith("_")) throw new TemplateFault(`the attribute ${name} is not for templates.`);
  const bind = (call: (given: Arguments) => Value) => new Callable(name, call);
  if (value instanceof Namespace) return orMissing(value.values.get(name), name);
  if (value instanceof Missing) throw new TemplateFault(`${value.name} is undefined and has no ${name}.`);
  if (value instanceof Dict) {
    if (DICT_METHODS.includes(name)) return bind((given) => callDictMethod(value, name, given, budget));
    if (REFUSED_DICT_METHODS.includes(name)) throw new TemplateFault(`the method ${name} of a dict is not supported.`);
    return orMissing(value.entries.get(name), name);
  }
  if (typeof value === "string") {
    const method = TEXT_METHODS.get(name);
    if (method) {
      return bind((given) => {
        budget.spendText(value.length);
        return method(value, given, budget);
      });
    }
  }
  if (value instanceof Sequence && value.kind === "list" && LIST_METHODS.includes(name))
    return bind((given) => callListMethod(value, name, given, budget));
  throw new TemplateFault(`the attribute ${name} of ${describeValue(value)} is not supported.`);
}

/** `value[key]`: the entry or item; a missing one is undefined, as in Jinja. */
export function getItem(value: Value, key: Value, budget: Budget): Value {
  if (value instanceof Missing) throw new TemplateFault(`${value.name} is undefined and has no items.`);
  if (value instanceof Dict) {
    if (typeof key !== "string" && typeof key !== "number") throw new TemplateFault(`${describeValue(key)} cannot be a key.`);
    const entry = value.entries.get(key);
    if (entry !== undefined) return entry;
    const isAttribute =
      typeof key === "string" && (DICT_METHODS.includes(key) || REFUSED_DICT_METHODS.includes(key) || key.startsWith("_"));
    return isAttribute ? getMember(value, key, budget) : new Missing(String(key));
  }
  if (value instanceof Sequence && value.kind !== "view" && typeof key !== "string")
    return orMissing(value.items.at(boundIndex(key, value.items.length)), "that item");
  if (typeof value === "string" && typeof key !== "string") {
    budget.spend(Math.ceil(value.length / 8));
    const characters = Array.from(value);
    return orMissing(characters.at(boundIndex(key, characters.length)), "that character");
  }
  return getMember(value, typeof key === "string" ? key : describeValue(key), budget);
}

/** `value[start:stop:step]` of a list or a text. */
export function sliceValue(value: Value, bounds: [Value, Value, Value], budget: Budget): Value {
  const [start, stop, step] = bounds.map((bound) => (bound === null ? null : toWholeNumber(bound, "a bound of […:…]")));
  if (step === 0) throw new TemplateFault("the step of […:…:…] is zero.");
  if (typeof value === "string") {
    budget.spend(Math.ceil(value.length / 8));
    return sliceItems(Array.from(value), start ?? null, stop ?? null, step ?? 1).join("");
  }
  if (value instanceof Sequence && value.kind !== "view") {
    budget.spend(value.items.length);
    return new Sequence(sliceItems(value.items, start ?? null, stop ?? null, step ?? 1), value.kind);
  }
  throw new TemplateFault(`${describeValue(value)} cannot be sliced.`);
}

function sliceItems<T>(items: T[], start: number | null, stop: number | null, step: number): T[] {
  const clamp = (bound: number) =>
    bound < 0 ? Math.max(bound + items.length, step < 0 ? -1 : 0) : Math.min(bound, step < 0 ? items.length - 1 : items.length);
  const from = start === null ? (step < 0 ? items.length - 1 : 0) : clamp(start);
  const to = stop === null ? (step < 0 ? -1 : items.length) : clamp(stop);
  const picked: T[] = [];
  for (let i = from; step < 0 ? i > to : i < to; i += step) picked.push(...items.slice(i, i + 1));
  return picked;
}

/** An index outside of the list stays outside: `at` would wrap what is below its beginning. */
function boundIndex(key: Value, length: number): number {
  const index = toWholeNumber(key, "an index");
  return index < -length ? length : index;
}

function callDictMethod(dict: Dict, name: string, given: Arguments, budget: Budget): Value {
  if (name === "get") {
    const [key = null, fallback = null] = readArguments(given, "get", ["key", "default"]);
    if (typeof key !== "string" && typeof key !== "number") throw new TemplateFault(`${describeValue(key)} cannot be a key.`);
    const entry = dict.entries.get(key);
    return entry === undefined ? fallback : entry;
  }
  readArguments(given, name, []);
  budget.spend(dict.entries.size);
  if (name === "keys") return new Sequence([...dict.entries.keys()], "view");
  if (name === "values") return new Sequence([...dict.entries.values()], "view");
  return new Sequence(
    [...dict.entries].map((entry) => new Sequence(entry, "tuple")),
    "view",
  );
}

import { compareText } from "@/lib/changelog/towncrier/python-text";
import type { Budget } from "./budget";
import { TemplateFault } from "./template-fault";
import { Dict, describeValue, Missing, Sequence, type Value } from "./values";

const MAX_NESTING = 20;

/** Python's `==`. */
export function areEqual(a: Value, b: Value, budget: Budget, depth = 0): boolean {
  budget.spend();
  if (depth > MAX_NESTING) throw new TemplateFault("lists more than 20 deep cannot be compared.");
  if (typeof a === "string" && typeof b === "string") {
    if (a.length === b.length) budget.spendText(a.length);
    return a === b;
  }
  if (isNumber(a) && isNumber(b)) return Number(a) === Number(b);
  if (a instanceof Missing && b instanceof Missing) return true;
  if (a instanceof Sequence && b instanceof Sequence) {
    if (a.kind === "view" || b.kind === "view") throw new TemplateFault("a view of a dict cannot be compared. Add |list.");
    return (
      a.kind === b.kind &&
      a.items.length === b.items.length &&
      a.items.every((item, i) => areEqual(item, b.items[i] ?? null, budget, depth + 1))
    );
  }
  if (a instanceof Dict && b instanceof Dict)
    return (
      a.entries.size === b.entries.size &&
      [...a.entries].every(([key, item]) => {
        const other = b.entries.get(key);
        return other !== undefined && areEqual(item, other, budget, depth + 1);
      })
    );
  return a === b;
}

/** Negative, zero or positive, for what Python can order: numbers, texts and lists of them. */
export function compareValues(a: Value, b: Value, budget: Budget, depth = 0): number {
  budget.spend();
  if (isNumber(a) && isNumber(b)) return Number(a) - Number(b);
  if (typeof a === "string" && typeof b === "string") {
    budget.spendText(Math.min(a.length, b.length));
    return compareText(a, b);
  }
  if (a instanceof Sequence && b instanceof Sequence && a.kind === b.kind && a.kind !== "view" && depth < MAX_NESTING) {
    const shortest = Math.min(a.items.length, b.items.length);
    for (let i = 0; i < shortest; i++) {
      const order = areEqual(a.items[i] ?? null, b.items[i] ?? null, budget, depth)
        ? 0
        : compareValues(a.items[i] ?? null, b.items[i] ?? null, budget, depth + 1);
      if (order !== 0) return order;
    }
    return a.items.length - b.items.length;
  }
  throw new TemplateFault(`${describeValue(a)} and ${describeValue(b)} have no order.`);
}

const isNumber = (value: Value): value is number | boolean => typeof value === "number" || typeof value === "boolean";

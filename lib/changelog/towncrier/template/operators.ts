import type { Budget } from "./budget";
import { areEqual, compareValues } from "./compare-values";
import { printValue } from "./print-value";
import { spendSearch } from "./search-text";
import { TemplateFault } from "./template-fault";
import { Dict, describeValue, listItems, Missing, Sequence, toWholeNumber, type Value, wholeNumber } from "./values";

/** Applies an operator between two values with Python's meaning; `and` and `or` are the interpreter's. */
export function applyOperator(operator: string, left: Value, right: Value, budget: Budget): Value {
  switch (operator) {
    case "==":
      return areEqual(left, right, budget);
    case "!=":
      return !areEqual(left, right, budget);
    case "<":
      return compareValues(left, right, budget) < 0;
    case ">":
      return compareValues(left, right, budget) > 0;
    case "<=":
      return compareValues(left, right, budget) <= 0;
    case ">=":
      return compareValues(left, right, budget) >= 0;
    case "in":
      return contains(right, left, budget);
    case "not in":
      return !contains(right, left, budget);
    case "~":
      return concatenate(printValue(left, budget), printValue(right, budget), budget);
    case "+":
      return add(left, right, budget);
    case "*":
      return multiply(left, right, budget);
    case "-":
      return wholeNumber(toWholeNumber(left, "The left of -") - toWholeNumber(right, "the right of -"));
    case "//":
      return divide(left, right, operator).quotient;
    case "%":
      return divide(left, right, operator).rest;
    default:
      throw new TemplateFault(`the operator ${operator} is not supported.`);
  }
}

function contains(container: Value, item: Value, budget: Budget): boolean {
  if (typeof container === "string") {
    if (typeof item !== "string") throw new TemplateFault(`${describeValue(item)} cannot be searched in a text.`);
    spendSearch(container, item, budget);
    return container.includes(item);
  }
  if (container instanceof Dict) {
    if (item instanceof Sequence || item instanceof Dict) throw new TemplateFault(`${describeValue(item)} cannot be a key.`);
    if (typeof item === "string" || typeof item === "number") return container.entries.has(item);
  }
  return listItems(container).some((other) => areEqual(other, item, budget));
}

function concatenate(left: string, right: string, budget: Budget): string {
  budget.spendText(left.length + right.length);
  return left + right;
}

function add(left: Value, right: Value, budget: Budget): Value {
  if (typeof left === "string" && typeof right === "string") return concatenate(left, right, budget);
  if (left instanceof Sequence && right instanceof Sequence && left.kind === right.kind && left.kind !== "view") {
    budget.spend(left.items.length + right.items.length);
    return new Sequence([...left.items, ...right.items], left.kind);
  }
  if (typeof left === "string" || typeof right === "string" || left instanceof Missing || right instanceof Missing)
    throw new TemplateFault(`${describeValue(left)} and ${describeValue(right)} cannot be added. Use ~ to join them as text.`);
  return wholeNumber(toWholeNumber(left, "the left of +") + toWholeNumber(right, "the right of +"));
}

function multiply(left: Value, right: Value, budget: Budget): Value {
  if (typeof left === "string") return repeat(left, toWholeNumber(right, "how often a text is repeated"), budget);
  if (typeof right === "string") return repeat(right, toWholeNumber(left, "how often a text is repeated"), budget);
  return wholeNumber(toWholeNumber(left, "the left of *") * toWholeNumber(right, "the right of *"));
}

function repeat(text: string, count: number, budget: Budget): string {
  const times = Math.max(0, count);
  budget.spendText(text.length * times);
  return text === "" ? "" : text.repeat(times);
}

/** Python rounds down, so that the rest has the sign of the divisor. */
function divide(left: Value, right: Value, operator: string): { quotient: number; rest: number } {
  if (typeof left === "string") throw new TemplateFault("a text cannot be formatted with %. Use ~ to join the parts.");
  const a = toWholeNumber(left, `the left of ${operator}`);
  const b = toWholeNumber(right, `the right of ${operator}`);
  if (b === 0) throw new TemplateFault("a number is divided by zero.");
  const quotient = Math.floor(a / b);
  return { quotient: wholeNumber(quotient), rest: wholeNumber(a - quotient * b) };
}

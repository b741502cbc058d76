import { TemplateFault } from "./template-fault";
import { Dict, Missing, Namespace, Sequence, toWholeNumber, type Value } from "./values";

const CHECKS = new Map<string, (value: Value) => boolean>([
  ["defined", (value) => !(value instanceof Missing)],
  ["undefined", (value) => value instanceof Missing],
  ["none", (value) => value === null],
  ["true", (value) => value === true],
  ["false", (value) => value === false],
  ["boolean", (value) => typeof value === "boolean"],
  ["string", (value) => typeof value === "string"],
  ["number", (value) => typeof value === "number" || typeof value === "boolean"],
  ["integer", (value) => typeof value === "number"],
  ["mapping", (value) => value instanceof Dict],
  [
    "sequence",
    (value) =>
      typeof value === "string" ||
      value instanceof Dict ||
      (value instanceof Sequence && value.kind !== "view") ||
      value instanceof Missing,
  ],
  ["iterable", (value) => typeof value === "string" || value instanceof Sequence || value instanceof Dict || value instanceof Missing],
  ["odd", (value) => toWholeNumber(value, "what is odd or even") % 2 !== 0],
  ["even", (value) => toWholeNumber(value, "what is odd or even") % 2 === 0],
]);

/** True for a test that {@link checkValue} knows. */
export const isCheck = (name: string) => CHECKS.has(name);

/** `value is name` of a template. */
export function checkValue(name: string, value: Value): boolean {
  const check = CHECKS.get(name);
  if (!check || value instanceof Namespace)
    throw new TemplateFault(`the test ${name} is not supported. Known are ${[...CHECKS.keys()].join(", ")}.`);
  return check(value);
}

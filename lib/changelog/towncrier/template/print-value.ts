import type { Budget } from "./budget";
import { TemplateFault } from "./template-fault";
import { Callable, Dict, describeValue, Missing, Namespace, Sequence, type Value } from "./values";

const MAX_NESTING = 20;

/** Python's `str` of a value, as a template prints it. */
export function printValue(value: Value, budget: Budget): string {
  if (value instanceof Missing) return "";
  if (typeof value === "string") return value;
  return represent(value, budget, 0);
}

/** Python's `repr`. */
function represent(value: Value, budget: Budget, depth: number): string {
  budget.spend();
  if (depth > MAX_NESTING) throw new TemplateFault("a list holds lists more than 20 deep and cannot be printed.");
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return quote(value, budget);
  if (value instanceof Missing) return "Undefined";
  if (value instanceof Callable || value instanceof Namespace || (value instanceof Sequence && value.kind === "view"))
    throw new TemplateFault(`${describeValue(value)} cannot be printed.`);
  if (value instanceof Dict)
    return `{${joinParts(
      [...value.entries].map(([key, item]) => `${represent(key, budget, depth + 1)}: ${represent(item, budget, depth + 1)}`),
      budget,
    )}}`;
  const items = joinParts(
    value.items.map((item) => represent(item, budget, depth + 1)),
    budget,
  );
  return value.kind === "tuple" ? `(${items}${value.items.length === 1 ? "," : ""})` : `[${items}]`;
}

function joinParts(parts: string[], budget: Budget): string {
  budget.spendText(parts.reduce((sum, part) => sum + part.length + 2, 0));
  return parts.join(", ");
}

function quote(text: string, budget: Budget): string {
  budget.spendText(text.length * 4);
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  return mark + text.replace(/[\\'"]|[\p{C}\p{Zl}\p{Zp}\p{Zs}]/gu, (character) => escapeCharacter(character, mark)) + mark;
}

function escapeCharacter(character: string, mark: string): string {
  if (character === " " || ((character === "'" || character === '"') && character !== mark)) return character;
  if (character === "\\" || character === mark) return `\\${character}`;
  const short = { "\n": "\\n", "\r": "\\r", "\t": "\\t" }[character];
  if (short) return short;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return code < 0x100 ? `\\x${hex.padStart(2, "0")}` : code < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

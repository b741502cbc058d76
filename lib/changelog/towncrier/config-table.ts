import { AppError } from "@/lib/errors/app-error";

/** A table of a TOML file, with the names its errors use. */
export interface ConfigTable {
  /** `pyproject.toml: [tool.towncrier]` */
  where: string;
  values: Record<string, unknown>;
}

/** The setting's text; `fallback` when it is not set, and an error for any other kind of value. */
export function readText(table: ConfigTable, key: string, fallback: string): string {
  const value = getValue(table, key);
  if (value === undefined) return fallback;
  if (typeof value === "string") return value;
  throw wrongType(table, key, "a text in quotes");
}

/** As {@link readText} for true and false. */
export function readFlag(table: ConfigTable, key: string, fallback: boolean): boolean {
  const value = getValue(table, key);
  if (value === undefined) return fallback;
  if (typeof value === "boolean") return value;
  throw wrongType(table, key, "true or false, without quotes");
}

/** As {@link readText} for a list of texts. */
export function readTexts(table: ConfigTable, key: string): string[] | null {
  const value = getValue(table, key);
  if (value === undefined) return null;
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  throw wrongType(table, key, 'a list of texts, like ["one", "two"]');
}

/** The tables of `[[key]]`, each with its place in its name. */
export function readTables(table: ConfigTable, key: string): ConfigTable[] | null {
  const value = getValue(table, key);
  if (value === undefined) return null;
  if (!Array.isArray(value)) throw wrongType(table, key, `tables, each beginning with a line [[${nameOf(table)}.${key}]]`);
  return value.map((item, index) => {
    if (!isTable(item)) throw wrongType(table, key, `tables, each beginning with a line [[${nameOf(table)}.${key}]]`);
    return { where: `${fileOf(table)}: [[${nameOf(table)}.${key}]] number ${index + 1}`, values: item };
  });
}

/** The table `[key]` of a table; null when there is none. */
export function readTable(table: ConfigTable, key: string): ConfigTable | null {
  const value = getValue(table, key);
  if (value === undefined) return null;
  if (!isTable(value)) throw wrongType(table, key, `a table, beginning with a line [${nameOf(table)}.${key}]`);
  return { where: `${fileOf(table)}: [${nameOf(table)}.${key}]`, values: value };
}

/** Ends the reading where a key is missing that has no default. */
export function requireKey(table: ConfigTable, key: string, example: string): void {
  if (getValue(table, key) === undefined) throw new AppError("invalid", `${table.where}: ${key} is missing. Add ${key} = ${example}.`);
}

/** The value of a key that the table itself holds. */
export function getValue(table: ConfigTable, key: string): unknown {
  return Object.hasOwn(table.values, key) ? table.values[key] : undefined;
}

/** The error about a value of the wrong kind. */
export function wrongType(table: ConfigTable, key: string, expected: string): AppError {
  return new AppError("invalid", `${table.where}: ${key} must be ${expected}. Correct the value.`);
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

const fileOf = (table: ConfigTable) => table.where.slice(0, table.where.indexOf(":"));
const nameOf = ({ where }: ConfigTable) => where.slice(where.lastIndexOf("[") + 1, where.indexOf("]"));

import { type ParseArgsConfig, parseArgs } from "node:util";
import { parseVersion, type Version } from "@/lib/releases/version";
import { UsageError } from "./exit";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Reads the arguments of one command; an unknown option or a missing value is a usage error. */
export function readArguments<const T extends Options>(args: string[], options: T, operands: { name: string; many?: boolean }) {
  let read: ReturnType<typeof parseArgs<{ options: T; allowPositionals: true; args: string[] }>>;
  try {
    read = parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.replace(/\. To specify a positional.*$/s, ".") : String(error));
  }
  const { values, positionals } = read;
  if (positionals.length === 0) throw new UsageError(`Name ${operands.many ? "at least one" : "a"} ${operands.name}.`);
  if (positionals.length > 1 && !operands.many)
    throw new UsageError(`Only one ${operands.name} can be given, and “${positionals[1]}” is a second one.`);
  return { values, operand: positionals[0] ?? "", operands: positionals };
}

/** The value of `--version`. */
export function requireVersion(text: string | undefined): Version {
  if (text === undefined) throw new UsageError("Say which version is meant, for example --version 26.2.0.");
  const version = parseVersion(text);
  if (!version) throw new UsageError(`“${text}” is no version. Expected something like 26.2.0 or 26.2.0rc1.`);
  return version;
}

/** The value of `--date`, an ISO day; null when it is not given. */
export function readDate(text: string | undefined): string | null {
  if (text === undefined) return null;
  const parsed = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== text)
    throw new UsageError(`“${text}” is no date. Expected year-month-day, for example 2026-02-13.`);
  return text;
}

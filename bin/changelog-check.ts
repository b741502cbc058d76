import { writeFileSync } from "node:fs";
import { DIALECT_WORDS } from "@/lib/changelog/dialect";
import { decodeFile, encodeFile } from "@/lib/changelog/encoding";
import { checkFile, type FileCheck } from "@/lib/changelog/lint/check-file";
import { applyFixes, type Problem, positionsOf } from "@/lib/changelog/problem";
import { EXIT, UsageError } from "./exit";
import { readArguments } from "./read-arguments";
import { nameOf, readFile, writeOut } from "./read-file";

const OPTIONS = {
  json: { type: "boolean" },
  strict: { type: "boolean" },
  all: { type: "boolean" },
  fix: { type: "boolean" },
  version: { type: "string" },
  component: { type: "string", multiple: true },
} as const;

/** `changelog check FILE...`: is each file lossless, what dialect is it, and what does the linter find? */
export async function checkChangelogs(args: string[]): Promise<number> {
  const { operands, values } = readArguments(args, OPTIONS, { name: "FILE", many: true });
  if (values.fix && operands.includes("-")) throw new UsageError("--fix writes files, and standard input is none.");
  let failed = false;
  for (const file of operands) {
    const bytes = readFile(file);
    const options = {
      ...(values.version !== undefined && { version: values.version }),
      ...(values.component && { components: values.component }),
      all: values.all ?? false,
    };
    let check = checkFile(bytes, file, options);
    if (values.fix) check = checkFile(fixFile(file, bytes, check.problems), file, options);
    const fails =
      !check.isLossless || check.problems.some(({ severity }) => severity === "error" || (values.strict && severity === "warning"));
    failed ||= fails;
    await writeOut(values.json ? toJsonLine(file, check) : toLines(file, check));
  }
  return failed ? EXIT.checkFailed : EXIT.ok;
}

function fixFile(file: string, bytes: Uint8Array, problems: Problem[]): Uint8Array {
  const { text, encoding } = decodeFile(bytes);
  const fixed = applyFixes(text, problems);
  if (fixed === text) return bytes;
  const written = encodeFile({ text: fixed, encoding });
  writeFileSync(file, written);
  return written;
}

function toJsonLine(file: string, { changelog, isLossless, problems }: FileCheck): string {
  const positions = positionsOf(
    changelog.text,
    problems.map(({ start }) => start),
  );
  const listed = problems.map(({ id, severity, message, fix }, index) => ({
    id,
    severity,
    ...positions[index],
    message,
    fixable: fix !== undefined,
  }));
  const { dialect, markup, sections } = changelog;
  return `${JSON.stringify({ file, lossless: isLossless, dialect, markup, sections: sections.length, problems: listed })}\n`;
}

function toLines(file: string, { changelog, isLossless, problems }: FileCheck): string {
  const positions = positionsOf(
    changelog.text,
    problems.map(({ start }) => start),
  );
  const lines = problems.map(({ id, severity, message }, index) => {
    const { line = 0, column = 0 } = positions[index] ?? {};
    return `${nameOf(file)}:${line}:${column}: ${severity} ${id}: ${message}`;
  });
  const count = (severity: Problem["severity"]) => problems.filter((problem) => problem.severity === severity).length;
  const sums = `${count("error")} errors, ${count("warning")} warnings, ${count("info")} hints`;
  const lossless = isLossless ? "comes back byte for byte" : "DOES NOT COME BACK BYTE FOR BYTE";
  lines.push(`${nameOf(file)}: ${changelog.sections.length} sections, ${DIALECT_WORDS[changelog.dialect]}, ${lossless}; ${sums}`);
  return `${lines.join("\n")}\n`;
}

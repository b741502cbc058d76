import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { planBuild, renderDraft } from "@/lib/changelog/towncrier/plan-build";
import { EXIT, UsageError } from "./exit";
import { readArguments, readDate } from "./read-arguments";
import { writeOut } from "./read-file";
import { readTowncrierFiles } from "./read-towncrier-files";
import { today } from "./today";

const OPTIONS = { version: { type: "string" }, date: { type: "string" }, write: { type: "boolean" } } as const;

/** `changelog towncrier DIR --version V`: what `towncrier build --draft` shows; with `--write` what `build --yes` does. */
export async function buildTowncrier(args: string[]): Promise<number> {
  const { operand, values } = readArguments(args, OPTIONS, { name: "DIR" });
  if (values.version === undefined) throw new UsageError("Say which version is built, for example --version 26.2.0.");
  const request = { version: values.version, date: readDate(values.date) ?? today() };
  const files = readTowncrierFiles(operand, request);
  if (values.write) {
    const { write, remove } = planBuild(files, request);
    const target = join(operand, write.path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, write.text);
    for (const path of remove) rmSync(join(operand, path));
    process.stderr.write(`slipway: wrote ${write.path} and deleted ${remove.length} ${remove.length === 1 ? "fragment" : "fragments"}\n`);
  } else await writeOut(renderDraft(files, request));
  return EXIT.ok;
}

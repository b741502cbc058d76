import { decodeFile, encodeFile } from "@/lib/changelog/encoding";
import { parseChangelog, renderChangelog } from "@/lib/changelog/parse-changelog";
import { parseSection } from "@/lib/changelog/parse-section";
import { EXIT } from "./exit";
import { readArguments } from "./read-arguments";
import { nameOf, readFile, writeOut } from "./read-file";

const RUNS = 21;

/** `changelog stats FILE [--json]`: what is in a file, and how long parsing and rendering it take. */
export async function printStats(args: string[]): Promise<number> {
  const { operand, values } = readArguments(args, { json: { type: "boolean" } }, { name: "FILE" });
  const bytes = readFile(operand);
  const { text, encoding } = decodeFile(bytes);
  const parse = () => {
    const changelog = parseChangelog(text, operand);
    return { changelog, sections: changelog.sections.map((section) => parseSection(changelog, section)) };
  };
  const { changelog, sections } = parse();
  const entries = sections
    .flat()
    .flatMap(({ groups }) => groups.flatMap(({ items }) => items))
    .filter(({ kind }) => kind === "entry").length;
  const stats = {
    bytes: bytes.length,
    sections: changelog.sections.length,
    entries,
    parseMs: medianOf(() => parse()),
    renderMs: medianOf(() => encodeFile({ text: renderChangelog(changelog), encoding })),
  };
  await writeOut(
    values.json
      ? `${JSON.stringify(stats)}\n`
      : `${nameOf(operand)}: ${stats.bytes} bytes, ${stats.sections} sections, ${stats.entries} entries; ` +
          `parsed in ${stats.parseMs} ms, rendered in ${stats.renderMs} ms (median of ${RUNS} runs)\n`,
  );
  return EXIT.ok;
}

/** Milliseconds, to the microsecond: the median of {@link RUNS} runs. */
function medianOf(work: () => unknown): number {
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return Number((times[RUNS >> 1] ?? 0).toFixed(3));
}

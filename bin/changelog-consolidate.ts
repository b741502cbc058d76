import { writeFileSync } from "node:fs";
import { consolidate, consolidatedSections } from "@/lib/changelog/consolidate";
import { dateSection } from "@/lib/changelog/date-section";
import { decodeFile, encodeFile } from "@/lib/changelog/encoding";
import { sumLedger } from "@/lib/changelog/notes";
import { type Changelog, parseChangelog } from "@/lib/changelog/parse-changelog";
import { renderNotes } from "@/lib/changelog/render-notes";
import { indexEarlierEntries, reportDuplicates } from "@/lib/changelog/report-duplicates";
import { AppError } from "@/lib/errors/app-error";
import type { Version } from "@/lib/releases/version";
import { EXIT } from "./exit";
import { readArguments, readDate, requireVersion } from "./read-arguments";
import { nameOf, readFile, writeOut } from "./read-file";
import { today } from "./today";

const OPTIONS = {
  version: { type: "string" },
  date: { type: "string" },
  ledger: { type: "string" },
  category: { type: "string", multiple: true },
} as const;

/** `changelog consolidate FILE --version V`: the file with every candidate section merged into the final one. */
export async function consolidateFile(args: string[]): Promise<number> {
  const { operand, values } = readArguments(args, OPTIONS, { name: "FILE" });
  const version = requireVersion(values.version);
  const date = readDate(values.date);
  const { text, encoding } = decodeFile(readFile(operand));
  const changelog = parseChangelog(text, operand);
  requireSection(changelog, version, operand);
  const { notes, ledger } = consolidate(changelog, version, values.category);
  const sums = sumLedger(ledger, notes);
  if (values.ledger !== undefined) {
    const report = { version: version.text, ...sums, rows: ledger, ...reportDuplicates(indexEarlierEntries(changelog, version), notes) };
    writeFileSync(values.ledger, `${JSON.stringify(report, null, 2)}\n`);
  }
  if (!sums.isBalanced) {
    process.stderr.write(`slipway: ${nameOf(operand)}: the ledger does not add up (${JSON.stringify(sums)}); nothing is written.\n`);
    return EXIT.checkFailed;
  }
  const rendered = renderNotes(changelog, version, notes, date ?? today()) ?? text;
  await writeOut(encodeFile({ text: date ? dateSection(rendered, operand, version, date) : rendered, encoding }));
  return EXIT.ok;
}

/** Ends the command when a file has nothing of a version, naming what it does have. */
export function requireSection(changelog: Changelog, version: Version, path: string): void {
  if (consolidatedSections(changelog, version).length > 0) return;
  const known = changelog.sections.slice(0, 5).map(({ label }) => label);
  const has = known.length > 0 ? `Its newest sections are ${known.join(", ")}.` : "No heading in it names a version.";
  throw new AppError("not-found", `${nameOf(path)}: there is no section for ${version.text} and none of its candidates. ${has}`);
}

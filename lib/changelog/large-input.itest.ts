import { expect, test } from "vitest";
import { parseVersion } from "@/lib/releases/version";
import { consolidate } from "./consolidate";
import { checkFile } from "./lint/check-file";
import { sumLedger } from "./notes";
import { parseChangelog, renderChangelog } from "./parse-changelog";
import { parseSection } from "./parse-section";
import { renderNotes } from "./render-notes";

for (const [name, text] of [
  ["one line of 10 MB", `## 1.0.0\n\n* ${"a ".repeat(5_000_000)}`],
  ["one line of 10 MB of brackets", `## ${"[".repeat(10_000_000)}`],
  ["300,000 headings", "## 1.0.0\n".repeat(300_000)],
  ["100,000 headings of different versions", Array.from({ length: 100_000 }, (_, i) => `## 1.${i}.0\n* A (#${i})\n`).join("")],
  ["10 MB of lone CR", "* a\r".repeat(2_500_000)],
  ["a million nested bullets", `## 1.0.0\n${"  * a\n".repeat(1_000_000)}`],
] as const)
  test(`${name}: read in seconds, not minutes`, { timeout: 30_000 }, () => {
    const start = performance.now();
    const changelog = parseChangelog(text);
    for (const section of changelog.sections) parseSection(changelog, section);
    expect(renderChangelog(changelog) === text).toBe(true);
    expect(performance.now() - start).toBeLessThan(8_000);
  });

test("50,000 entries in one section are consolidated and written", { timeout: 60_000 }, () => {
  const text = `## 1.0.0\n\n### Fixes\n${Array.from({ length: 50_000 }, (_, index) => `* Entry ${index} (#${index})\n`).join("")}`;
  const version = parseVersion("1.0.0");
  if (!version) throw new Error("1.0.0 is a version");
  const changelog = parseChangelog(text);
  const { notes, ledger } = consolidate(changelog, version);
  expect(sumLedger(ledger, notes)).toMatchObject({ placed: 50_000, isBalanced: true });
  expect(renderNotes(changelog, version, notes, "2026-01-01") === text).toBe(true);
  expect(checkFile(new TextEncoder().encode(text), "").isLossless).toBe(true);
});

test("100,000 entries of one pull request in each of two candidates are merged in seconds", { timeout: 60_000 }, () => {
  const section = (candidate: number) => `## 1.0.0rc${candidate}\n\n${"* a (#1)\n".repeat(100_000)}\n`;
  const version = parseVersion("1.0.0");
  if (!version) throw new Error("1.0.0 is a version");
  const changelog = parseChangelog(section(2) + section(1));
  const start = performance.now();
  const { notes, ledger } = consolidate(changelog, version);
  expect(performance.now() - start).toBeLessThan(8_000);
  expect(sumLedger(ledger, notes)).toMatchObject({ incoming: 200_000, placed: 100_000, merged: 100_000, isBalanced: true });
});

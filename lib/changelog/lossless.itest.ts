import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { consolidate, consolidatedSections } from "./consolidate";
import { decodeFile, encodeFile } from "./encoding";
import { checkFile } from "./lint/check-file";
import { listEntryIds, sumLedger } from "./notes";
import { type Changelog, parseChangelog, renderChangelog, type Section } from "./parse-changelog";
import { parseSection } from "./parse-section";
import { renderNotes } from "./render-notes";

const RUNS = 5_000;
const data = process.env.SLIPWAY_DATA;

// biome-ignore format: a list of dirt reads best dense
const DIRT = [
  "# Changelog", "## 1.2.0 (2026-03-01)", "## 1.2.0rc1", "## [1.2.0-rc.2](x) - 2026-02-01", "## 1.1.0", "### Fixes", "### Fixes ###",
  "#### Hull", "#### Other Fixes", "1.0.0", "=====", "-----", "~~~~", "* A ([#1](x))", "- B (#2)", "+ C", "1. D", "  - nested", "   more",
  "\tmore", "    code", "```", "````sh", "~~~", "<!--", "-->", "<table>", "</table>", "<pre>", "[1.0.0]: https://x.example", "[x]", "---",
  "***", "", " ", "\t", "> quote", "| a | b |", "No significant changes.", "<<<<<<< HEAD", "=======", ">>>>>>> b", ".. note::", ".. _x:",
  "\u0000", "\u2028", "\u202e", "\ufeff", "👩‍👩‍👧", "עברית", "\\", "`", "((((((", "[[[[", "]()", "#123", "a/b#1", "## ", "##", "*", "-",
];

const text = fc
  .array(
    fc.tuple(
      fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...DIRT) }, { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) }),
      fc.oneof({ weight: 12, arbitrary: fc.constant("\n") }, fc.constantFrom("\r\n", "\r", "", "\n\n")),
    ),
    { maxLength: 60 },
  )
  .map((lines) => lines.flat().join(""));

test(`${RUNS} malformed texts come back byte for byte, in blocks that leave out only white space`, () => {
  fc.assert(fc.property(text, fc.constantFrom("", "a.md", "a.rst"), expectSound), { numRuns: RUNS, seed: 20260301 });
});

test("1,000 runs of random bytes come back byte for byte", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => expectSameBytes(bytes)),
    { numRuns: 1_000, seed: 20260301 },
  );
});

test("consolidating malformed texts loses nothing", () => {
  fc.assert(
    fc.property(text, (source) => {
      for (const { version } of parseChangelog(source).sections) {
        if (!version) continue;
        const changelog = parseChangelog(source);
        const { notes, ledger } = consolidate(changelog, version);
        expect(sumLedger(ledger, notes).isBalanced).toBe(true);
        const once = renderNotes(changelog, version, notes, "2026-03-01") ?? "";
        for (const id of notes.categories.flatMap(listEntryIds)) expect(once).toContain(notes.entries[id]?.raw);
      }
    }),
    { numRuns: 1_000, seed: 20260301 },
  );
});

describe.skipIf(!data)("real changelogs (set SLIPWAY_DATA to run)", () => {
  const files = ["files", "mutants"]
    .map((folder) => join(data ?? "", "wild", folder))
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)));

  test("every one comes back byte for byte, and checking it breaks on none", () => {
    expect(files.length).toBeGreaterThan(200);
    for (const file of files) expect([file, checkFile(readFileSync(file), file).isLossless]).toEqual([file, true]);
  });

  test("writing a section without an edit changes no byte; editing one entry changes that entry alone", () => {
    let same = 0;
    const different: string[] = [];
    for (const file of files) {
      const changelog = parseChangelog(decodeFile(readFileSync(file)).text, file);
      for (const section of sectionsAlone(changelog).slice(0, 25)) {
        const { isSame, isLocal } = rewrite(changelog, section);
        if (isSame && isLocal) same++;
        else different.push(`${file} ${section.label}`);
      }
    }
    // What differs are sections that hold a heading twice: their entries are put under one.
    expect(different.every((name) => /angular~components|twisted|anthropic|date-fns/.test(name))).toBe(true);
    expect(different.length).toBeLessThanOrEqual(5);
    expect(same).toBeGreaterThan(3_500);
  });

  test("mutations of real files are as sound as generated ones", () => {
    const sources = files.map((file) => decodeFile(readFileSync(file)).text.slice(0, 20_000));
    const cut = fc.tuple(fc.nat(), fc.nat(200), fc.constantFrom(...DIRT));
    fc.assert(
      fc.property(fc.constantFrom(...sources), fc.array(cut, { minLength: 1, maxLength: 8 }), (source, cuts) => {
        let mutated = source;
        for (const [at, length, dirt] of cuts) {
          const start = mutated.length === 0 ? 0 : at % mutated.length;
          mutated = mutated.slice(0, start) + dirt + mutated.slice(start + length);
        }
        expectSound(mutated, "");
      }),
      { numRuns: 1_000, seed: 20260301 },
    );
  });
});

function expectSound(source: string, path: string): void {
  const changelog = parseChangelog(source, path);
  expect(renderChangelog(changelog)).toBe(source);
  let end = 0;
  for (const block of [...changelog.blocks, { start: source.length, end: source.length, next: source.length }]) {
    if (block.start < end || !/^[\s\ufeff]*$/.test(source.slice(end, block.start))) throw new Error(`text between blocks at ${end}`);
    expect(block.end).toBeGreaterThanOrEqual(block.start);
    expect(block.next).toBeGreaterThanOrEqual(block.end);
    end = block.end;
  }
  let from = 0;
  for (const section of changelog.sections) {
    expect(section.start).toBeGreaterThanOrEqual(from);
    expect(section.end).toBeGreaterThanOrEqual(section.heading.next);
    from = section.end;
    for (const { start, end: itemEnd } of parseSection(changelog, section).flatMap(({ groups }) => groups.flatMap(({ items }) => items)))
      expect(start >= section.start && itemEnd <= section.end).toBe(true);
  }
  expectSameBytes(new TextEncoder().encode(source));
}

function expectSameBytes(bytes: Uint8Array): void {
  const { text: decoded, encoding } = decodeFile(bytes);
  expect(Buffer.compare(encodeFile({ text: renderChangelog(parseChangelog(decoded)), encoding }), bytes)).toBe(0);
}

/** Versions whose notes are one section, so that writing them must give the file back. */
function sectionsAlone(changelog: Changelog): Section[] {
  const seen = new Set<string>();
  return changelog.sections.filter((section) => {
    if (!section.version || seen.has(section.version.text)) return false;
    seen.add(section.version.text);
    const sources = consolidatedSections(changelog, section.version);
    return sources.length === 1 && sources[0] === section;
  });
}

function rewrite(changelog: Changelog, { version }: Section): { isSame: boolean; isLocal: boolean } {
  if (!version) throw new Error("only sections with a version are rewritten");
  const { notes } = consolidate(changelog, version);
  const isSame = renderNotes(changelog, version, notes, "2026-01-01") === changelog.text;
  const ids = notes.categories.flatMap(listEntryIds);
  const chosen = notes.entries[ids[ids.length >> 1] ?? ""];
  if (!chosen) return { isSame, isLocal: true };
  const edited = { ...notes, entries: { ...notes.entries, [chosen.id]: { ...chosen, raw: `${chosen.raw} edited` } } };
  const rendered = renderNotes(changelog, version, edited, "2026-01-01") ?? "";
  return { isSame, isLocal: rendered.replace(`${chosen.raw} edited`, () => chosen.raw) === changelog.text };
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseVersion } from "@/lib/releases/version";
import { consolidate } from "./consolidate";
import { listEntryIds, sumLedger } from "./notes";
import { parseChangelog } from "./parse-changelog";
import { renderNotes } from "./render-notes";

const data = process.env.SLIPWAY_DATA;

describe.skipIf(!data)("real changelogs (set SLIPWAY_DATA to run)", () => {
  const root = data ?? "";

  for (const name of ["26.1.0", "25.17.0"])
    test(`consolidation of ${name} equals the expected entries, none lost, other bytes untouched`, () => {
      const text = readFileSync(join(root, "cases", name, "before.md"), "utf8");
      const expected: { category: string; raw: string; from: string }[] = JSON.parse(
        readFileSync(join(root, "cases", name, "consolidated.expected.json"), "utf8"),
      ).entries;
      const version = parseVersion(name);
      if (!version) throw new Error("a case is named after its version");
      const changelog = parseChangelog(text);
      const { notes, ledger, sources } = consolidate(changelog, version);
      const got = notes.categories.flatMap((category) =>
        listEntryIds(category).map((id) => ({
          category: category.title,
          raw: notes.entries[id]?.raw,
          from: notes.entries[id]?.origins[0]?.version,
        })),
      );
      const key = (entry: { category: string | null; raw?: string | undefined; from?: string | undefined }) =>
        JSON.stringify([entry.category, entry.raw, entry.from]);
      expect(got.map(key).sort()).toEqual(expected.map(key).sort());
      expect(sumLedger(ledger, notes)).toMatchObject({ isBalanced: true, incoming: expected.length, placed: expected.length });
      const rendered = renderNotes(changelog, version, notes, "2026-01-01") ?? "";
      const first = sources[0]?.start ?? 0;
      const end = sources.at(-1)?.end ?? 0;
      expect(rendered.startsWith(text.slice(0, first))).toBe(true);
      expect(rendered.endsWith(text.slice(end))).toBe(true);
    });
});

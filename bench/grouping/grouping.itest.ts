import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { consolidate } from "@/lib/changelog/consolidate";
import { decodeFile } from "@/lib/changelog/encoding";
import { listEntryIds, type Notes } from "@/lib/changelog/notes";
import { parseChangelog } from "@/lib/changelog/parse-changelog";
import { renderNotes } from "@/lib/changelog/render-notes";
import { applySuggestions } from "@/lib/changelog/suggest/apply-suggestions";
import { measureAllSimilarities } from "@/lib/changelog/suggest/measure-similarities";
import { proposeGroups } from "@/lib/changelog/suggest/propose-groups";
import { readHistory } from "@/lib/changelog/suggest/read-history";
import { readSuggestionInput } from "@/lib/changelog/suggest/read-input";
import { parseVersion } from "@/lib/releases/version";
import { evaluateBaseline, evaluateSuggestions } from "./evaluate-methods";
import { readGroupedReleases } from "./grouped-releases";
import { meanScore } from "./grouping-model";
import { measureRelease } from "./measure-releases";
import { scoreGrouping } from "./score-grouping";

const data = process.env.SLIPWAY_DATA;

describe.skipIf(!data)("suggestions on real releases (set SLIPWAY_DATA to run)", () => {
  const root = data ?? "";
  const folder = mkdtempSync(join(tmpdir(), "slipway-grouping-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("releases left out: F1 at least .69, ARI at least .50, both above plain TF-IDF", () => {
    const releases = readGroupedReleases(root).map(measureRelease);
    expect(releases.map(({ version }) => version)).toEqual(["26.1.0", "25.19.0", "25.18.0", "25.17.0", "25.16.0", "25.15.0", "25.14.0"]);
    const found = meanScore(evaluateSuggestions(releases).map(({ whole }) => whole));
    const plain = meanScore(evaluateBaseline(releases, ({ fileCosine }) => fileCosine).map(({ whole }) => whole));
    expect(found.f1).toBeGreaterThan(0.69);
    expect(found.ari).toBeGreaterThan(0.5);
    expect(found.f1).toBeGreaterThan(plain.f1 + 0.02);
    expect(found.ari).toBeGreaterThan(plain.ari + 0.03);
  });

  test("scores as the shared scorer does", async () => {
    const scorer: { bcubed: (a: string[], b: string[]) => { f1: number }; ari: (a: string[], b: string[]) => number } = await import(
      pathToFileURL(join(root, "tools/lib.mjs")).href
    );
    const published = "aaabbbbccdeef".split("");
    const proposed = "xxyyyyzzxzwwz".split("");
    const own = scoreGrouping([{ published, proposed }]);
    expect(own.f1).toBeCloseTo(scorer.bcubed(published, proposed).f1);
    expect(own.ari).toBeCloseTo(scorer.ari(published, proposed));
  });

  test("the longest section of every wild changelog keeps each entry once, whatever its dialect", () => {
    const files = join(root, "wild/files");
    const changed: string[] = [];
    let proposals = 0;
    for (const file of readdirSync(files)) {
      const changelog = parseChangelog(decodeFile(readFileSync(join(files, file))).text);
      const [section] = changelog.sections.filter(({ version }) => version).sort((a, b) => b.end - b.start - (a.end - a.start));
      if (!section?.version) continue;
      const { notes } = consolidate(changelog, section.version);
      const { suggestions } = proposeGroups(measureAllSimilarities(readSuggestionInput(notes, readHistory(changelog, section.version))));
      proposals += suggestions.length;
      const after = applySuggestions(notes, suggestions);
      const idsOf = ({ categories }: Notes) => categories.map((category) => listEntryIds(category).sort());
      if (JSON.stringify(idsOf(notes)) !== JSON.stringify(idsOf(after))) changed.push(file);
    }
    expect(changed).toEqual([]);
    expect(proposals).toBeGreaterThan(100);
  }, 120_000);

  for (const name of ["26.1.0", "25.17.0"])
    test(`${name}: every entry is there once, unchanged, and the rest of the file is untouched`, () => {
      const version = parseVersion(name);
      if (!version) throw new Error("a case is named after its version");
      const before = join(root, "cases", name, "before.md");
      const changelog = parseChangelog(readFileSync(before, "utf8"));
      const { notes } = consolidate(changelog, version);
      const started = performance.now();
      const measured = measureAllSimilarities(readSuggestionInput(notes, readHistory(changelog, version)));
      const { suggestions } = proposeGroups(measured);
      expect(performance.now() - started).toBeLessThan(10_000);
      const suggested = join(folder, `${name}.md`);
      writeFileSync(suggested, renderNotes(changelog, version, applySuggestions(notes, suggestions), "2026-01-01") ?? "");
      const expected = join(root, "cases", name, "after.md");
      const score = JSON.parse(
        execFileSync(
          process.execPath,
          [join(root, "tools/score.mjs"), expected, suggested, "--version", name, "--before", before, "--json"],
          {
            encoding: "utf8",
          },
        ),
      );
      expect(score).toMatchObject({ entries_lost: 0, entries_extra: 0, entries_duplicated: 0, prs_lost: 0, pre_sections_left: 0 });
      expect(score).toMatchObject({ groups_without_description: 0, groups_with_over_2_sentences: 0, single_entry_groups: 0 });
      expect(score.vs_before).toMatchObject({
        prs_lost: [],
        lost: 0,
        extra: 0,
        duplicated: 0,
        reworded: 0,
        moved_category: 0,
        rest_untouched: true,
      });
      expect(score.B3_F1).toBeGreaterThan(0.6);
    });
});

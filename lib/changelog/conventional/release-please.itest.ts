import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseChangelog } from "@/lib/changelog/parse-changelog";
import { defaultSectionsOf } from "./changelog-sections";
import { checkBaseline } from "./check-baseline";
import { checkManifest } from "./check-manifest";
import type { RangeCommit } from "./commit";
import { listMetadataFiles } from "./list-metadata-files";
import { previewEntries } from "./preview-entries";
import { readCompareLink } from "./read-compare-link";
import { readReleasePleaseConfig } from "./read-release-please-config";
import { readTag, tagName } from "./release-tag";
import { suggestVersion } from "./suggest-version";

const data = process.env.SLIPWAY_DATA;

const HEADING = /^## \[([^\]]+)\]\((https:\/\/[^/]+)\/([^/]+)\/([^/]+)\/compare\/(\S+)\.\.\.([^\s)]+)\) \((\d{4}-\d\d-\d\d)\)$/;
const BULLET = /^\* (?:\*\*([^*]+):\*\* )?(.*) \(\[[0-9a-f]{7}\]\([^)]*\/commit\/([0-9a-f]{40})\)\)(?:, closes (.*))?$/;

/** The commits a generated section lists, in an order of their own; null for a section that a person wrote. */
function reconstructCommits(text: string, releaseType: string): RangeCommit[] | null {
  const sections = defaultSectionsOf(releaseType);
  const commits: RangeCommit[] = [];
  let group: (typeof sections)[number] | undefined;
  for (const line of text.split("\n").slice(1)) {
    if (line === "") continue;
    if (line.startsWith("### ")) {
      group = sections.find(({ section }) => section === line.slice(4));
      continue;
    }
    const [, scope, subject = "", sha, closes = ""] = BULLET.exec(line) ?? [];
    if (!group || !sha) return null;
    const plain = subject
      .replace(/\[(#\d+|@[\w-]+)\]\([^)]*\)/g, "$1")
      .replace("&lt;", "<")
      .replace("&gt;", ">");
    const footers = [...closes.matchAll(/\[#(\d+)\]/g)].map(([, number]) => `Closes #${number}`);
    if (group.hidden) footers.push("Release-As: 1.0.0");
    commits.push({ sha, message: `${group.type}${scope ? `(${scope})` : ""}: ${plain}\n\n${footers.join("\n")}` });
  }
  const subjectOf = ({ message }: RangeCommit) => message.split("\n", 1)[0] ?? "";
  return commits.sort((a, b) => (subjectOf(a) === subjectOf(b) ? 0 : subjectOf(a) < subjectOf(b) ? 1 : -1));
}

function rebuild(text: string, releaseType: string): string | null {
  const heading = HEADING.exec(text.split("\n", 1)[0] ?? "");
  const commits = reconstructCommits(text, releaseType);
  if (!heading || !commits) return null;
  const [, version = "", host = "", owner = "", name = "", previousTag = "", tag = "", date = ""] = heading;
  const sections = defaultSectionsOf(releaseType);
  return previewEntries(commits, { version, tag, previousTag, date, repository: { host, owner, name }, sections }).text;
}

describe.skipIf(!data)("real changelogs of Release Please (set SLIPWAY_DATA to run)", () => {
  const read = (project: string, file: string) => readFileSync(join(data ?? "", "seeds-projects", project, file), "utf8");

  for (const [project, releaseType, sectionCount, generatedCount] of [
    ["aegis", "node", 96, 85],
    ["ax-cli", "python", 3, 3],
  ] as const)
    test(`the ${generatedCount} generated sections of ${project} come back byte for byte from their commits`, () => {
      const changelog = parseChangelog(read(project, "CHANGELOG.md"));
      const rebuilt = changelog.sections.map((section) => {
        const text = changelog.text.slice(section.start, section.end).trimEnd();
        return { text, again: rebuild(text, releaseType) };
      });
      const generated = rebuilt.filter(({ again }) => again !== null);
      expect(rebuilt.length).toBe(sectionCount);
      expect(generated.length).toBe(generatedCount);
      expect(generated.filter(({ text, again }) => text !== again).map(({ text }) => text.split("\n", 1)[0])).toEqual([]);
    });

  for (const [project, releaseType, forced] of [
    ["aegis", "node", ["0.6.6-preview.1", "0.5.0-alpha", "0.5.0-alpha", "0.5.0-alpha", "0.1.0"]],
    ["ax-cli", "python", []],
  ] as const)
    test(`D28 the commits of ${project} lead to the versions it released, less the ${forced.length} that were asked for by name`, () => {
      const changelog = parseChangelog(read(project, "CHANGELOG.md"));
      const different = changelog.sections.flatMap((section) => {
        const commits = reconstructCommits(changelog.text.slice(section.start, section.end).trimEnd(), releaseType);
        const base = readTag(readCompareLink(changelog.text, section)?.base ?? "");
        if (!commits || !base || !section.version) return [];
        const unforced = commits.map((commit) => ({ ...commit, message: commit.message.replace("Release-As: 1.0.0", "") }));
        const { stage } = section.version;
        const suggestion = suggestVersion(base.version, unforced, {
          prerelease: stage && { stage, numbering: "never", spelling: "semver" },
        });
        return suggestion.type === "release" && suggestion.answer.version === section.version.text ? [] : [section.version.text];
      });
      expect(different).toEqual(forced);
    });

  test("B44 B101 the range of 0.6.6-preview.1 is right, those of 0.5.0-alpha list 0.4.0-alpha again", () => {
    const changelog = parseChangelog(read("aegis", "CHANGELOG.md"));
    const tags = changelog.sections.flatMap((section) => readCompareLink(changelog.text, section)?.target ?? []);
    const idsOf = (version: string) =>
      changelog.sections
        .filter((section) => section.version?.text === version)
        .flatMap((section) => checkBaseline(changelog.text, section, tags, { numberingSince: "v0.1.0" }))
        .map(({ id }) => id);
    expect(tags.length).toBe(90);
    expect(idsOf("0.6.6-preview.1")).toEqual([]);
    expect(idsOf("0.5.0-alpha")).toEqual(Array(3).fill("compare-range-oversized"));
  });

  for (const [project, usual, doubts] of [
    [
      "aegis",
      ["CHANGELOG.md", "package.json", "package-lock.json", "deploy/helm/aegis/Chart.yaml"],
      ['packages["."].prereleaseType', 'packages["."].include-sha-in-tag'],
    ],
    ["ax-cli", ["CHANGELOG.md", "pyproject.toml"], []],
  ] as const)
    test(`B25 D5 the configuration of ${project} gives its tags and its metadata files`, () => {
      const manifest = read(project, ".release-please-manifest.json");
      const result = readReleasePleaseConfig(read(project, "release-please-config.json"), manifest);
      if (result.type === "invalid") throw new Error(JSON.stringify(result.problems));
      const { packages } = result.config;
      const files = listMetadataFiles(result.config);
      expect(packages.map((pkg) => tagName(pkg, "1.2.3"))).toEqual(["v1.2.3"]);
      expect(files.filter(({ isUsual }) => isUsual).map(({ path }) => path)).toEqual([".release-please-manifest.json", ...usual]);
      expect(result.problems.map(({ keyPath }) => keyPath)).toEqual(doubts);
      expect(checkManifest(manifest, packages, [`v${packages[0]?.manifestVersion}`, "v0.1.0"])).toEqual([]);
    });
});

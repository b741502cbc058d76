import type { ChangelogSummary, UnreadableReason } from "@/lib/releases/changelog-summary";
import type { Version } from "@/lib/releases/version";
import { consolidate, consolidatedSections } from "./consolidate";
import { sumLedger } from "./notes";
import { type Changelog, parseChangelog, type Section } from "./parse-changelog";
import { parseSection } from "./parse-section";

/** Where a changelog is looked for unless somebody chose a path. */
export const CHANGELOG_PATHS = [
  "CHANGELOG.md",
  "CHANGES.md",
  "HISTORY.md",
  "docs/CHANGELOG.md",
  "changelog.md",
  "CHANGELOG.rst",
  "changelog.rst",
  "CHANGES.rst",
];

/** Summarises the section of a version in a changelog. */
export function summariseChangelog(text: string, version: Version, file: { path: string; blobOid: string }): ChangelogSummary {
  const changelog = parseChangelog(text, file.path);
  if (changelog.dialect === "unknown") return { state: "unknown-dialect", ...file, why: explainUnreadable(text) };
  const sources = consolidatedSections(changelog, version);
  if (sources.length === 0) return { state: "no-section", ...file };
  const { notes, ledger } = consolidate(changelog, version);
  const toMerge = [
    ...new Set(sources.flatMap((section) => (section.version && section.version.text !== version.text ? [section.version.text] : []))),
  ];
  const entries = sumLedger(ledger, notes).placed;
  if (toMerge.length > 0) return { state: "to-consolidate", ...file, entries, toMerge };
  return {
    state: "written",
    ...file,
    entries,
    subsections: notes.categories.reduce((sum, category) => sum + category.subsections.length, 0),
  };
}

/** Why a file without version headings is none: what git stores for a link or an LFS file, or text in another encoding. */
export function explainUnreadable(text: string): UnreadableReason {
  if (text.trim() === "" || text === "\ufeff") return "empty";
  if (text.startsWith("version https://git-lfs.github.com/spec/")) return "lfs-pointer";
  if (text.startsWith("\u00ff\u00fe") || text.startsWith("\u00fe\u00ff") || text.charCodeAt(1) === 0) return "utf-16";
  const isPath = text.length < 1_000 && !/[\s:*?"<>|]/.test(text) && /(?:^|\/)[^/]+\.(?:md|rst|txt|markdown)$/i.test(text);
  return isPath ? "symbolic-link" : "no-headings";
}

/** Entries of every final section of a file: version → count and date. */
export function countReleasedEntries(text: string): Map<string, { entries: number; date: string | null }> {
  const changelog = parseChangelog(text);
  const finals = changelog.sections.filter((section) => section.version?.type === "final");
  return new Map(
    finals.map((section) => [section.version?.release ?? "", { entries: countEntries(changelog, section), date: section.date }]),
  );
}

function countEntries(changelog: Changelog, section: Section): number {
  return parseSection(changelog, section)
    .flatMap(({ groups }) => groups)
    .flatMap(({ items }) => items)
    .filter(({ kind }) => kind === "entry").length;
}

import { blocksOf, type Changelog } from "@/lib/changelog/parse-changelog";
import type { Problem } from "@/lib/changelog/problem";
import { isSameRelease } from "@/lib/releases/version";

/** What is wrong with the file as a list of versions. */
export function lintStructure(changelog: Changelog): Problem[] {
  if (changelog.dialect === "unknown")
    return changelog.text.trim() === ""
      ? []
      : [
          {
            id: "no-version-headings",
            severity: "warning",
            start: 0,
            end: Math.min(changelog.text.length, 1),
            message:
              "No heading names a version, so this file can be shown but not edited. Head each release like “## 1.2.0 (2026-02-13)”.",
          },
        ];
  return [...findRepeatedVersions(changelog), ...findUnmergedCandidates(changelog), ...findEmptyCategories(changelog)];
}

function findRepeatedVersions({ sections }: Changelog): Problem[] {
  const seen = new Set<string>();
  return sections.flatMap(({ version, label, scope, heading }) => {
    const key = `${scope}|${label}`;
    const isKnown = version !== null && seen.has(key);
    seen.add(key);
    if (!isKnown) return [];
    const message = `${label} has a section already. Put both into one; “slipway changelog consolidate” does it.`;
    return [{ id: "repeated-version", severity: "warning" as const, start: heading.start, end: heading.end, message }];
  });
}

/** A44, A45: once the newest final is written its candidates' sections are gone; those of older ones are history. */
function findUnmergedCandidates({ sections }: Changelog): Problem[] {
  const newest = sections.find(({ version }) => version?.type === "final")?.version;
  const finals = sections.filter(({ version }) => version?.type === "final" && newest && isSameRelease(version, newest));
  return sections.flatMap(({ version, label, scope, heading }) => {
    if (!version || version.type === "final") return [];
    const final = finals.find((other) => other.scope === scope && other.version && isSameRelease(other.version, version));
    if (!final || version.type !== "release-candidate") return [];
    const message = `${final.label} is written, and its candidate ${label} still has a section of its own. Consolidate them.`;
    return [{ id: "unmerged-candidate", severity: "info" as const, start: heading.start, end: heading.end, message }];
  });
}

function findEmptyCategories(changelog: Changelog): Problem[] {
  const [newest] = changelog.sections;
  if (!newest) return [];
  const blocks = blocksOf(changelog, newest);
  return blocks.flatMap((block, index) => {
    const next = blocks[index + 1];
    const isEmpty = block.kind === "heading" && (!next || (next.kind === "heading" && next.level <= block.level));
    if (!isEmpty) return [];
    const message = `Nothing stands under “${block.title}”. Delete the heading, or write what belongs here.`;
    return [{ id: "empty-heading", severity: "info" as const, start: block.start, end: block.end, message }];
  });
}

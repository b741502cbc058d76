import { checkBaseline } from "@/lib/changelog/conventional/check-baseline";
import { readCompareLink } from "@/lib/changelog/conventional/read-compare-link";
import type { Changelog, Section } from "@/lib/changelog/parse-changelog";
import type { Problem } from "@/lib/changelog/problem";

/**
 * Checks where a section's compare link starts against the older sections of the same file (B44, B101). The file alone
 * cannot tell what was really published, so this warns; with the repository's tags it is an error.
 */
export function lintCompareLink(changelog: Changelog, section: Section): Problem[] {
  const link = readCompareLink(changelog.text, section);
  if (!section.version || !link?.target.endsWith(section.label)) return [];
  const prefix = link.target.slice(0, -section.label.length);
  const older = changelog.sections.filter(({ start, version, scope }) => start > section.start && version && scope === section.scope);
  if (older.length === 0) return [];
  const tags = older.map(({ label }) => `${prefix}${label}`);
  return checkBaseline(changelog.text, section, tags, { finalsSkipPrereleases: true }).map((problem) => ({
    ...problem,
    severity: "warning",
  }));
}

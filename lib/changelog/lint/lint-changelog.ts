import type { Changelog, Section } from "@/lib/changelog/parse-changelog";
import type { Problem } from "@/lib/changelog/problem";
import { compareVersions, isSameRelease } from "@/lib/releases/version";
import { DEFAULT_COMPONENTS } from "./component-title";
import { indexReleased } from "./index-released";
import { lintCompareLink } from "./lint-compare-link";
import { lintEntries } from "./lint-entries";
import { lintStructure } from "./lint-structure";
import { lintSubsections } from "./lint-subsections";
import { lintText } from "./lint-text";

export interface LintOptions {
  /** Which version's section is looked at closely; without it the newest, and with `all` every one. */
  version?: string;
  all?: boolean;
  /** Names of parts of the product that are no title for a subsection (A62). */
  components?: string[];
}

/**
 * Finds what a person should look at, in file order. The file as a whole is always checked; what people wrote in a
 * section only for the one being worked on, because a released section is history.
 */
export function lintChangelog(changelog: Changelog, options: LintOptions = {}): Problem[] {
  const chosen = chooseSections(changelog, options);
  const released = chosen.length > 0 ? indexReleased(changelog) : new Map();
  const components = options.components ?? DEFAULT_COMPONENTS;
  const problems = [
    ...lintText(changelog),
    ...lintStructure(changelog),
    ...chosen.flatMap((section) => [
      ...lintCompareLink(changelog, section),
      ...lintSubsections(changelog, section, components),
      ...lintEntries(changelog, section, released),
    ]),
  ];
  return problems.sort((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1));
}

function chooseSections(changelog: Changelog, { version, all }: LintOptions): Section[] {
  if (all) return changelog.sections;
  if (version !== undefined) return changelog.sections.filter(({ label }) => label === version.replace(/^v/i, ""));
  const [first] = changelog.sections;
  if (!first) return [];
  if (!first.version) return [first];
  const newest = changelog.sections.reduce((best, section) =>
    section.version && best.version && compareVersions(section.version, best.version) > 0 ? section : best,
  );
  return changelog.sections.filter(({ version: other }) => other && newest.version && isSameRelease(other, newest.version));
}

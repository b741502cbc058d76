import type { Changelog, Section } from "@/lib/changelog/parse-changelog";
import { parseSection, type SectionGroup } from "@/lib/changelog/parse-section";
import { entryText } from "@/lib/changelog/references";
import { compareVersions, isSameRelease, type Version } from "@/lib/releases/version";
import type { EarlierCategory, EarlierGroup, EarlierSection, History } from "./suggestion-input";

/**
 * What a changelog knows from before a version: every section of a lower version, newest first, less the
 * version's own candidates. Sections of later versions are never read.
 */
export function readHistory(changelog: Changelog, version: Version): History {
  const earlier = changelog.sections.flatMap((section) =>
    section.version && compareVersions(section.version, version) < 0 && !isSameRelease(section.version, version)
      ? [{ section, version: section.version }]
      : [],
  );
  earlier.sort((a, b) => compareVersions(b.version, a.version) || a.section.start - b.section.start);
  return { sections: earlier.map(({ section, version: own }) => readSection(changelog, section, own)) };
}

/** True for a heading of leftovers: `Other Fixes`, `Other`. Such a group says nothing about a topic (A59). */
export function isLeftoverTitle(title: string): boolean {
  return /^(?:other|misc|miscellaneous|general)\b/i.test(title.trim());
}

function readSection(changelog: Changelog, section: Section, version: Version): EarlierSection {
  const categories: EarlierCategory[] = parseSection(changelog, section).map(({ title, groups }) => ({
    title: title ?? "",
    groups: groups.map((group) => readGroup(changelog, group)).filter(({ texts }) => texts.length > 0),
  }));
  return { version, categories: categories.filter(({ groups }) => groups.length > 0) };
}

function readGroup(changelog: Changelog, group: SectionGroup): EarlierGroup {
  const texts = group.items.flatMap(({ kind, start, end }) => (kind === "entry" ? [entryText(changelog.text.slice(start, end))] : []));
  const title = group.title === null || isLeftoverTitle(group.title) ? null : group.title;
  return { title, description: title === null ? "" : (group.description?.text ?? ""), texts };
}

import { parseVersion } from "@/lib/releases/version";
import { type Changelog, findSections } from "./parse-changelog";

/** The first section of a version as it stands in the file, heading included, without the blank lines after it; null when there is none. */
export function sectionText(changelog: Changelog, version: string): string | null {
  const parsed = parseVersion(version);
  const [section] = parsed ? findSections(changelog, parsed) : [];
  return section ? changelog.text.slice(section.start, section.end).trimEnd() : null;
}

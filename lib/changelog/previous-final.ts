import { compareVersions, type Version } from "@/lib/releases/version";
import type { Changelog } from "./parse-changelog";

/** The newest final below a version: what the notes before it looked like (A49). Null when there is none. */
export function findPreviousFinal({ text, sections }: Changelog, version: Version): { label: string; text: string } | null {
  const scope = sections.find((section) => section.version?.text === version.text)?.scope;
  const newest = sections
    .flatMap((section) => (section.version?.type === "final" ? [{ section, version: section.version }] : []))
    .filter(({ section, version: other }) => compareVersions(other, version) < 0 && (scope === undefined || section.scope === scope))
    .sort((a, b) => compareVersions(b.version, a.version))[0]?.section;
  return newest ? { label: newest.label, text: text.slice(newest.start, newest.end).trimEnd() } : null;
}

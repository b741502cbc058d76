import type { Section } from "@/lib/changelog/parse-changelog";
import type { Problem } from "@/lib/changelog/problem";
import { compareVersions, type Version } from "@/lib/releases/version";
import { type CompareLink, readCompareLink } from "./read-compare-link";
import { readTag, tagsOfNumbering } from "./release-tag";

export interface BaselineOptions {
  /** True where a final compares with the final before it, past its own release candidates. */
  finalsSkipPrereleases?: boolean;
  /** The first tag of the present numbering, where a project once started its numbers anew; older tags do not count. */
  numberingSince?: string;
}

interface PublishedVersion {
  tag: string;
  version: Version;
}

/**
 * Checks where a section's compare link starts (B44, B101): at the latest published tag before its version,
 * not at an older one, which would list what was released already. Tags stand newest first.
 */
export function checkBaseline(text: string, section: Section, publishedTags: string[], options: BaselineOptions = {}): Problem[] {
  const { version, heading } = section;
  if (!version) return [];
  const link = readCompareLink(text, section);
  if (!link) {
    const message = `The heading of ${version.text} has no compare link, so its range cannot be checked; let the release tool write the heading.`;
    return [{ id: "compare-link-missing", severity: "warning", start: heading.start, end: endOfLine(text, section), message }];
  }
  const target = readTag(link.target);
  if (!target || compareVersions(target.version, version) !== 0) {
    const message = `The compare link of ${version.text} ends at ${link.target}; it has to end at the tag of ${version.text}.`;
    return [toProblem("compare-target-mismatch", link, message)];
  }
  const published = tagsOfNumbering(publishedTags, options.numberingSince).flatMap((tag): PublishedVersion[] => {
    const read = readTag(tag);
    return read && read.prefix === target.prefix && compareVersions(read.version, version) < 0 ? [{ tag, version: read.version }] : [];
  });
  const counted =
    options.finalsSkipPrereleases && version.type === "final" ? published.filter((other) => other.version.type === "final") : published;
  return checkBase(link, version, publishedTags, counted);
}

function checkBase(link: CompareLink, version: Version, publishedTags: string[], earlier: PublishedVersion[]): Problem[] {
  const base = readTag(link.base)?.version;
  const latest = earlier.reduce<PublishedVersion | null>(
    (best, tag) => (best && compareVersions(best.version, tag.version) >= 0 ? best : tag),
    null,
  );
  const advice = latest ? `it has to start at ${latest.tag}, the latest published tag` : "it has to start at a published tag";
  if (!publishedTags.includes(link.base))
    return [
      toProblem(
        "compare-base-unpublished",
        link,
        `The range of ${version.text} starts at ${link.base}, which is not published; ${advice}. Close the pull request and cut again.`,
      ),
    ];
  if (base && compareVersions(base, version) >= 0)
    return [
      toProblem(
        "compare-base-not-earlier",
        link,
        `The range of ${version.text} starts at ${link.base}, which does not come before it; ${advice}.`,
      ),
    ];
  const skipped = base ? earlier.filter((tag) => compareVersions(tag.version, base) > 0).length : 0;
  if (skipped === 0 || !latest) return [];
  const again = `so ${skipped === 1 ? "one release is" : `${skipped} releases are`} listed again`;
  return [
    toProblem(
      "compare-range-oversized",
      link,
      `The range of ${version.text} starts at ${link.base}, ${again}; ${advice}. Correct the manifest and cut again.`,
    ),
  ];
}

function toProblem(id: string, { start, end }: CompareLink, message: string): Problem {
  return { id, severity: "error", start, end, message };
}

function endOfLine(text: string, { heading }: Section): number {
  return heading.start + text.slice(heading.start, heading.end).trimEnd().length;
}

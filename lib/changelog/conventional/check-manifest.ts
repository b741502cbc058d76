import type { Problem } from "@/lib/changelog/problem";
import { compareVersions, parseVersion, type Version } from "@/lib/releases/version";
import type { ReleasePackage } from "./release-please-config";
import { readTag, tagName, tagsOfNumbering } from "./release-tag";

export interface ManifestOptions {
  /** The manifest before the change that is checked. */
  earlierManifestText?: string | null;
  /** As in `checkBaseline`. */
  numberingSince?: string;
}

/**
 * Finds packages whose manifest version lies below the latest published tag, or below what an earlier manifest
 * held (B101): the next release would then list old entries again. Tags stand newest first.
 */
export function checkManifest(
  manifestText: string,
  packages: ReleasePackage[],
  publishedTags: string[],
  { earlierManifestText = null, numberingSince }: ManifestOptions = {},
): Problem[] {
  const tags = tagsOfNumbering(publishedTags, numberingSince).flatMap((tag) => {
    const read = readTag(tag);
    return read ? [{ ...read, text: tag }] : [];
  });
  return packages.flatMap((pkg): Problem[] => {
    const place = findValue(manifestText, pkg.path);
    const version = place && parseVersion(place.value);
    if (!place || !version) return [];
    const prefix = readTag(tagName(pkg, "1.0.0") ?? "")?.prefix;
    const bounds = tags
      .filter((tag) => tag.prefix === prefix)
      .map((tag) => ({ version: tag.version, what: `the published tag ${tag.text}` }));
    const earlier = earlierManifestText === null ? null : parseVersion(findValue(earlierManifestText, pkg.path)?.value ?? "");
    if (earlier) bounds.push({ version: earlier, what: `${earlier.text}, which the manifest held before` });
    const highest = bounds.reduce<{ version: Version; what: string } | null>(
      (best, bound) => (best && compareVersions(best.version, bound.version) >= 0 ? best : bound),
      null,
    );
    if (!highest || compareVersions(version, highest.version) >= 0) return [];
    const message = `The manifest holds ${version.text} for ${JSON.stringify(pkg.path)}, below ${highest.what}; set it to ${highest.version.text}.`;
    return [{ id: "manifest-lowered", severity: "error", start: place.start, end: place.end, message }];
  });
}

/** The place of a string value in a flat JSON object, without its quotes; null when the key or a string is missing. */
function findValue(text: string, key: string): { value: string; start: number; end: number } | null {
  const quoted = JSON.stringify(key);
  for (let at = text.indexOf(quoted); at >= 0; at = text.indexOf(quoted, at + 1)) {
    const colon = skipSpace(text, at + quoted.length);
    const open = skipSpace(text, colon + 1);
    if (text[colon] !== ":" || text[open] !== '"') continue;
    const end = text.indexOf('"', open + 1);
    return end < 0 ? null : { value: text.slice(open + 1, end), start: open + 1, end };
  }
  return null;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (" \t\r\n".includes(text[at] ?? "x")) at++;
  return at;
}

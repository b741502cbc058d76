import { parseVersion, type Stage, type Version } from "@/lib/releases/version";
import type { ReleasePackage } from "./release-please-config";
import type { VersionPolicy } from "./version-suggestion";

const LONGEST_TAG = 300;
const STAGES: Stage[] = ["alpha", "beta", "rc", "preview", "dev"];

/**
 * The tag Release Please gives a version of a package. Null when the tag carries a component that only the
 * package's own files name; pass that name then.
 */
export function tagName(pkg: ReleasePackage, version: string, nameInFiles: string | null = null): string | null {
  const text = `${pkg.includeVInTag ? "v" : ""}${version}`;
  if (!pkg.includeComponentInTag) return text;
  const component = pkg.component ?? nameInFiles;
  return component === null ? null : component === "" ? text : `${component}${pkg.tagSeparator}${text}`;
}

/** A tag taken apart: `lamp-v1.2.0` is the version 1.2.0 of the prefix `lamp-`; null when it names no version. */
export function readTag(tag: string): { prefix: string; version: Version } | null {
  if (tag.length > LONGEST_TAG) return null;
  for (let start = 0; start < tag.length; start++) {
    if (start > 0 && /[A-Za-z0-9]/.test(tag.charAt(start - 1))) continue;
    const version = parseVersion(tag.slice(start));
    if (version) return { prefix: tag.slice(0, start), version };
  }
  return null;
}

/** The tags (newest first) down to the first of the present numbering; all of them when that tag is not named or not found. */
export function tagsOfNumbering(tags: string[], since: string | undefined): string[] {
  const first = since === undefined ? -1 : tags.indexOf(since);
  return first < 0 ? tags : tags.slice(0, first + 1);
}

/** The version policy that a package's configuration settles; what it leaves open stays with the defaults. */
export function toVersionPolicy(pkg: ReleasePackage): Partial<VersionPolicy> {
  const stage = STAGES.find((known) => pkg.prereleaseType?.startsWith(known));
  return {
    breakingBeforeOne: pkg.bumpMinorPreMajor === null ? "ask" : pkg.bumpMinorPreMajor ? "minor" : "major",
    featureBeforeOne: pkg.bumpPatchForMinorPreMajor ? "patch" : "minor",
    releaseAs: pkg.releaseAs,
    prerelease:
      pkg.versioning === "prerelease" && stage
        ? { stage, numbering: /\d/.test(pkg.prereleaseType ?? "") ? "always" : "from-second", spelling: "semver" }
        : null,
  };
}

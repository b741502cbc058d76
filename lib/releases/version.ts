/** The three summary types of a release (A9). */
export type VersionType = "final" | "release-candidate" | "pre-release";

/** A version as people write it, with the parts that ordering and grouping need. */
export interface Version {
  /** The text as found, without a leading `v`. */
  text: string;
  /** The release it leads to: `26.2.0rc1` → `26.2.0`. */
  release: string;
  type: VersionType;
  /** `rc`, `alpha`, `beta`, `dev` or `preview`; null for a final. */
  stage: Stage | null;
  /** `1` in `rc1`; null when the suffix has no number. */
  stageNumber: number | null;
  numbers: number[];
}

export type Stage = "dev" | "alpha" | "beta" | "preview" | "rc";

const STAGES: Record<string, Stage> = {
  rc: "rc",
  c: "rc",
  pre: "preview",
  preview: "preview",
  b: "beta",
  beta: "beta",
  a: "alpha",
  alpha: "alpha",
  dev: "dev",
};
const STAGE_ORDER: Stage[] = ["dev", "alpha", "beta", "preview", "rc"];

const WHOLE =
  /^v?(\d{1,9}(?:\.\d{1,9}){1,3})(?:[-_.]?(alpha|beta|preview|pre|dev|rc|a|b|c)(?:[-_.]?(\d{1,9}))?)?(\+[0-9A-Za-z.-]{1,60})?$/i;

/** Reads a version or a tag name; null when it is none (A7, A8; PEP 440 and SemVer spellings). */
export function parseVersion(text: string): Version | null {
  const match = WHOLE.exec(text.trim());
  if (!match?.[1]) return null;
  const [, release, label, number, build] = match;
  const stage = label ? (STAGES[label.toLowerCase()] ?? null) : null;
  return {
    text: text.trim().replace(/^v/i, ""),
    release: release + (stage ? "" : (build ?? "")),
    type: stage === null ? "final" : stage === "rc" ? "release-candidate" : "pre-release",
    stage,
    stageNumber: number === undefined ? null : Number(number),
    numbers: release.split(".").map(Number),
  };
}

/** Order of versions, not of text: `26.2.0.dev0` < `26.2.0a1` < `26.2.0rc2` < `26.2.0rc10` < `26.2.0`. */
export function compareVersions(a: Version, b: Version): number {
  const length = Math.max(a.numbers.length, b.numbers.length);
  for (let i = 0; i < length; i++) {
    const difference = (a.numbers[i] ?? 0) - (b.numbers[i] ?? 0);
    if (difference !== 0) return difference;
  }
  const rank = (version: Version) => (version.stage ? STAGE_ORDER.indexOf(version.stage) : STAGE_ORDER.length);
  return rank(a) - rank(b) || (a.stageNumber ?? -1) - (b.stageNumber ?? -1);
}

/** True when both lead to the same major.minor.patch (A35); `26.2` and `26.2.0` are the same release. */
export function isSameRelease(a: Version, b: Version): boolean {
  const length = Math.max(a.numbers.length, b.numbers.length);
  for (let i = 0; i < length; i++) if ((a.numbers[i] ?? 0) !== (b.numbers[i] ?? 0)) return false;
  return true;
}

/** The words of A9, as shown. */
export const VERSION_TYPE_WORDS: Record<VersionType, string> = {
  final: "Final",
  "release-candidate": "Release candidate",
  "pre-release": "Pre-release",
};

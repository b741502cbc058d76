import type { StandingCommit } from "./cancel-reverts";
import type { ConventionalCommit } from "./commit";
import { subjectOf } from "./read-subject";
import type { Bump, VersionPolicy } from "./version-suggestion";

export interface DecidingChange {
  bump: Exclude<Bump, "none">;
  sha: string;
  /** The change's own subject, which may stand inside the commit's message. */
  subject: string;
}

const WEIGHT: Record<Bump, number> = { none: 0, patch: 1, minor: 2, major: 3 };

/** How far one change moves the version: breaking, feature, other visible type, nothing (D24–D27). */
export function bumpOf(change: ConventionalCommit, { minorTypes, patchTypes }: VersionPolicy): Bump {
  if (change.type === null) return "none";
  if (change.isBreaking) return "major";
  if (minorTypes.includes(change.type)) return "minor";
  return patchTypes.includes(change.type) ? "patch" : "none";
}

/** The oldest of the changes that move the version furthest; null when none does (D28). */
export function decideBump(commits: StandingCommit[], policy: VersionPolicy): DecidingChange | null {
  let deciding: DecidingChange | null = null;
  for (const { sha, changes } of commits)
    for (const change of changes.toReversed()) {
      const bump = bumpOf(change, policy);
      if (bump === "none" || (deciding && WEIGHT[bump] < WEIGHT[deciding.bump])) continue;
      deciding = { bump, sha, subject: subjectOf(change) };
    }
  return deciding;
}

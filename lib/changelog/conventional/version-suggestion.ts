import type { Stage } from "@/lib/releases/version";

export type Bump = "none" | "patch" | "minor" | "major";

/** How a project chooses version numbers. */
export interface VersionPolicy {
  /** Before 1.0 the rules give two answers for a breaking change (D26, D30); `ask` shows both. */
  breakingBeforeOne: "ask" | "major" | "minor";
  /** Release Please's `bump-patch-for-minor-pre-major` makes it `patch`. */
  featureBeforeOne: "minor" | "patch";
  minorTypes: readonly string[];
  patchTypes: readonly string[];
  /** Null for a final version. */
  prerelease: PrereleasePolicy | null;
  /** Scopes that make up the command line (D31); null when the whole product is one. */
  commandLineScopes: readonly string[] | null;
  /** Release Please's `release-as`; it wins over the commits. */
  releaseAs: string | null;
}

export interface PrereleasePolicy {
  stage: Stage;
  /**
   * `always`: `rc.1`, `rc.2`. `from-second`: `beta`, `beta.1` (Release Please). `never`: planned prereleases such
   * as `1.2.0-preview`, whose name is used once (B15, B18).
   */
  numbering: "always" | "from-second" | "never";
  /** How a first prerelease is spelled: `1.2.0-rc.1` or `1.2.0rc1`; a later one follows the current version. */
  spelling: "semver" | "pep440";
}

export const DEFAULT_VERSION_POLICY: VersionPolicy = {
  breakingBeforeOne: "ask",
  featureBeforeOne: "minor",
  minorTypes: ["feat", "feature"],
  patchTypes: ["fix", "perf", "deps", "revert"],
  prerelease: null,
  commandLineScopes: null,
  releaseAs: null,
};

/** The rule that gives an answer: ids of the process list, or the override it comes from. */
export type VersionRule = "D24" | "D25" | "D26" | "D30" | "Release-As" | "release-as";

export interface VersionAnswer {
  bump: Exclude<Bump, "none">;
  version: string;
  rule: VersionRule;
  /** The commit that decides (D28); null when the configuration does. */
  decidedBy: { sha: string; subject: string } | null;
  /** One sentence. */
  reason: string;
}

export interface VersionWarning {
  id:
    | "one-commit-release"
    | "breaking-change"
    | "unread-revert"
    | "unread-footer"
    | "release-as-unreadable"
    | "release-as-not-newer"
    | "release-as-differs"
    | "stage-goes-back";
  /** The line of the process list; null for what the list does not speak of. */
  rule: "D31" | "D32" | null;
  sha: string | null;
  /** Says what to do next. */
  message: string;
}

/** A commit that a later one of the same range takes back; neither counts. */
export interface CancelledCommit {
  sha: string;
  subject: string;
  revertedBy: string;
}

export type VersionSuggestion = { warnings: VersionWarning[]; cancelled: CancelledCommit[] } & (
  | { type: "no-release"; reason: string }
  | { type: "release"; answer: VersionAnswer }
  | { type: "choice"; question: string; answers: [VersionAnswer, VersionAnswer] }
);

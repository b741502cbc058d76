import type { Version } from "@/lib/releases/version";
import { cancelReverts, type StandingCommit } from "./cancel-reverts";
import type { RangeCommit } from "./commit";
import { type DecidingChange, decideBump } from "./decide-bump";
import { nextVersion } from "./next-version";
import { readReleaseAs } from "./read-release-as";
import {
  type Bump,
  DEFAULT_VERSION_POLICY,
  type VersionAnswer,
  type VersionPolicy,
  type VersionRule,
  type VersionSuggestion,
} from "./version-suggestion";
import { listVersionWarnings } from "./version-warnings";

type Outcome =
  | { type: "no-release"; reason: string }
  | { type: "release"; answer: VersionAnswer }
  | { type: "choice"; question: string; answers: [VersionAnswer, VersionAnswer] };

/**
 * The version that the commits since `current` (newest first) lead to, with the commit that decides (D24–D32).
 * A breaking change before 1.0 has two answers unless the policy has settled it.
 */
export function suggestVersion(
  current: Version,
  commits: RangeCommit[],
  policy: Partial<VersionPolicy> = DEFAULT_VERSION_POLICY,
): VersionSuggestion {
  const settled: VersionPolicy = { ...DEFAULT_VERSION_POLICY, ...policy };
  const { standing, cancelled } = cancelReverts(commits);
  const releaseAs = readReleaseAs(current, standing, settled);
  const deciding = decideBump(standing, settled);
  const outcome: Outcome = releaseAs.answer
    ? { type: "release", answer: releaseAs.answer }
    : deciding
      ? outcomeOf(current, deciding, settled)
      : { type: "no-release", reason: noReleaseReason(standing, cancelled.length) };
  const isRelease = outcome.type !== "no-release";
  return { ...outcome, cancelled, warnings: [...releaseAs.warnings, ...listVersionWarnings(current, standing, isRelease, settled)] };
}

function outcomeOf(current: Version, deciding: DecidingChange, policy: VersionPolicy): Outcome {
  const isBeforeOne = current.numbers[0] === 0;
  const answer = (bump: Exclude<Bump, "none">, rule: VersionRule, why: string): VersionAnswer => ({
    bump,
    rule,
    version: nextVersion(current, bump, policy.prerelease),
    decidedBy: { sha: deciding.sha, subject: deciding.subject },
    reason: `“${deciding.subject}” (${deciding.sha.slice(0, 7)}) ${why}.`,
  });
  if (deciding.bump === "patch")
    return { type: "release", answer: answer("patch", "D24", "is a compatible change, so this is a patch release") };
  if (deciding.bump === "minor") {
    const isPatch = isBeforeOne && policy.featureBeforeOne === "patch";
    const why = isPatch
      ? "adds a feature; before 1.0 this project makes that a patch release"
      : "adds a feature, so this is a minor release";
    return { type: "release", answer: answer(isPatch ? "patch" : "minor", "D25", why) };
  }
  const major = answer("major", "D26", "is a breaking change, so this is a major release");
  if (!isBeforeOne || policy.breakingBeforeOne === "major") return { type: "release", answer: major };
  const minor = answer("minor", "D30", "is a breaking change; before 1.0 a minor release is preferred for it");
  if (policy.breakingBeforeOne === "minor") return { type: "release", answer: minor };
  const question = `There is a breaking change before 1.0. Release ${major.version} (D26: breaking is major) or ${minor.version} (D30: before 1.0 prefer minor)?`;
  return { type: "choice", question, answers: [major, minor] };
}

function noReleaseReason(standing: StandingCommit[], cancelledCount: number): string {
  if (standing.length === 0)
    return cancelledCount > 0
      ? "Every commit since the last release was reverted again, so there is nothing to release."
      : "There is no commit since the last release.";
  const types = [...new Set(standing.flatMap(({ changes }) => changes.flatMap(({ type }) => type ?? [])))].sort();
  const listed = types.length > 0 ? `Only ${types.slice(0, 12).join(", ")} commits` : "No conventional commits";
  return `${listed} since the last release; they do not make a release by themselves (D27).`;
}

import type { Version } from "@/lib/releases/version";
import type { StandingCommit } from "./cancel-reverts";
import { bumpOf } from "./decide-bump";
import { isStageBehind } from "./next-version";
import { subjectOf } from "./read-subject";
import type { VersionPolicy, VersionWarning } from "./version-suggestion";

/** What a person should look at before taking a suggested version (D31, D32). */
export function listVersionWarnings(
  current: Version,
  commits: StandingCommit[],
  isRelease: boolean,
  policy: VersionPolicy,
): VersionWarning[] {
  return [
    ...(isRelease ? warnOneCommit(commits, policy) : []),
    ...warnBreaking(commits, policy),
    ...warnUnread(commits),
    ...(isStageBehind(current, policy.prerelease) ? [stageGoesBack(current, policy)] : []),
  ];
}

function warnOneCommit(commits: StandingCommit[], policy: VersionPolicy): VersionWarning[] {
  const releasing = commits.filter(({ changes }) => changes.some((change) => bumpOf(change, policy) !== "none"));
  const [only] = releasing;
  if (!only || releasing.length > 1 || only.changes.filter((change) => bumpOf(change, policy) !== "none").length > 1) return [];
  const message = `Only “${only.subject}” makes this release; consider waiting to batch it with related work (D32).`;
  return [{ id: "one-commit-release", rule: "D32", sha: only.sha, message }];
}

function warnBreaking(commits: StandingCommit[], { commandLineScopes }: VersionPolicy): VersionWarning[] {
  return commits.flatMap(({ sha, changes }) =>
    changes
      .filter(({ type, isBreaking, scope }) => type && isBreaking && (!commandLineScopes || (scope && commandLineScopes.includes(scope))))
      .map((change): VersionWarning => {
        const note =
          change.breakingNotes.length > 0
            ? "check that its note tells users what to change"
            : "it has no BREAKING CHANGE note, so write one that tells users what to change";
        return {
          id: "breaking-change",
          rule: "D31",
          sha,
          message: `“${subjectOf(change)}” breaks existing use: confirm it, and ${note} (D31).`,
        };
      }),
  );
}

/** Release Please reads nothing of a commit without a type, not even its footers. */
function warnUnread(commits: StandingCommit[]): VersionWarning[] {
  const unread = commits.filter(({ changes }) => changes[0].type === null);
  return unread.flatMap(({ sha, subject, changes: [own] }): VersionWarning[] => {
    const footer = own.releaseAs ? "Release-As" : own.isBreaking ? "BREAKING CHANGE" : null;
    const warning = { rule: null, sha };
    if (footer) {
      const message = `“${subject}” has a ${footer} footer, but its subject has no type, so Release Please reads neither; repeat the footer in a conventional commit.`;
      return [{ ...warning, id: "unread-footer", message }];
    }
    if (!own.revert) return [];
    const message = `Release Please does not read “${subject}”, which takes back a commit from before this range; write it as “revert: …” to release it.`;
    return [{ ...warning, id: "unread-revert", message }];
  });
}

function stageGoesBack(current: Version, { prerelease }: VersionPolicy): VersionWarning {
  const message = `${current.text} has already passed the stage ${prerelease?.stage ?? ""}; choose its own stage or a later one.`;
  return { id: "stage-goes-back", rule: null, sha: null, message };
}

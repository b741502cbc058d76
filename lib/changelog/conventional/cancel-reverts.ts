import type { RangeCommit } from "./commit";
import { type Change, listChanges } from "./parse-commit";
import type { CancelledCommit } from "./version-suggestion";

export interface StandingCommit {
  sha: string;
  /** The first line of the message. */
  subject: string;
  /** The commit itself and the commits it carries. */
  changes: [Change, ...Change[]];
}

export interface StandingCommits {
  standing: StandingCommit[];
  cancelled: CancelledCommit[];
}

const SHORTEST_SHA = 7;

/**
 * Takes out of a range (newest first) what a later commit of the range reverts, and the revert with it. A
 * revert that is itself reverted counts for nothing, so its target stands again.
 */
export function cancelReverts(range: RangeCommit[]): StandingCommits {
  const commits = range.map(readCommit);
  const finder = indexCommits(commits);
  const revertedBy = new Map<number, string>();
  const spent = new Set<number>();
  for (const [index, { sha, changes }] of commits.entries()) {
    const { revert } = changes[0];
    if (!revert || revertedBy.has(index)) continue;
    const isFree = (target: number) => target > index && !revertedBy.has(target);
    const targets =
      revert.shas.length > 0
        ? revert.shas.flatMap((reverted) => finder.bySha(reverted).filter(isFree))
        : revert.pullRequest !== null
          ? finder.byPullRequest(revert.pullRequest).filter(isFree)
          : finder.bySubject(revert.subject, isFree);
    for (const target of targets) revertedBy.set(target, sha);
    if (targets.length > 0 && targets.length >= revert.shas.length) spent.add(index);
  }
  return {
    standing: commits.filter((_, index) => !revertedBy.has(index) && !spent.has(index)),
    cancelled: [...revertedBy].flatMap(([index, by]) => {
      const commit = commits[index];
      return commit ? [{ sha: commit.sha, subject: commit.subject, revertedBy: by }] : [];
    }),
  };
}

function readCommit(commit: RangeCommit): StandingCommit {
  const subject = commit.message.trimStart().split(/[\r\n]/, 1)[0] ?? "";
  return { sha: commit.sha.toLowerCase(), subject: subject.trim(), changes: listChanges(commit) };
}

function indexCommits(commits: StandingCommit[]) {
  const shas = groupIndexes(commits, ({ sha }) => sha.slice(0, SHORTEST_SHA));
  const pullRequests = groupIndexes(commits, ({ changes }) => String(changes[0].pullRequest ?? ""));
  const subjects = groupIndexes(commits, ({ subject }) => subject);
  for (const indexes of subjects.values()) indexes.reverse();
  return {
    bySha: (sha: string) => (shas.get(sha.slice(0, SHORTEST_SHA)) ?? []).filter((index) => isSameSha(commits[index]?.sha ?? "", sha)),
    byPullRequest: (number: number) => pullRequests.get(String(number)) ?? [],
    /** The newest free one. What is not free once never becomes free again, so it is dropped for good. */
    bySubject: (subject: string, isFree: (index: number) => boolean): number[] => {
      const stack = subjects.get(subject) ?? [];
      for (let index = stack.pop(); index !== undefined; index = stack.pop()) if (isFree(index)) return [index];
      return [];
    },
  };
}

function groupIndexes(commits: StandingCommit[], keyOf: (commit: StandingCommit) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [index, commit] of commits.entries()) {
    const group = groups.get(keyOf(commit));
    if (group) group.push(index);
    else groups.set(keyOf(commit), [index]);
  }
  return groups;
}

function isSameSha(one: string, other: string): boolean {
  return one !== "" && (one.startsWith(other) || other.startsWith(one));
}

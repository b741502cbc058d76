import type { EffectKind, Probe } from "@/lib/effects/server/run-effect";
import { AppError } from "@/lib/errors/app-error";
import { explainRuleRefusal } from "@/lib/github/branch-rules";
import { type CommitPerson, moveBranch, readCommit, writeCommit } from "@/lib/github/commits";
import { callGithub } from "@/lib/github/github-error";
import type { Octokit } from "@/lib/github/octokit";
import { findOpenPull, type NewPull, openPull } from "@/lib/github/pulls";
import { readBranchHead } from "@/lib/github/refs";
import type { CommittableDraft } from "./committable-draft";

const NOWHERE = "0".repeat(40);

export interface NotesBranchPlan {
  branch: string;
  /** What the branch must point at: a commit of ours, or null when it must not exist. */
  before: string | null;
  /** The release branch's commit the notes were written on. */
  base: string;
  message: string;
  author: CommitPerson;
}

export interface NotesBranchOutcome {
  branch: string;
  sha: string;
}

/** One commit with the file on a branch for the pull request; made, or moved from where we left it. */
export function notesBranchEffect(octokit: Octokit, draft: CommittableDraft): EffectKind<NotesBranchPlan, NotesBranchOutcome> {
  const { repository } = draft.release;
  const readHead = (branch: string) => callGithub("read the branch", () => readBranchHead(octokit, repository, branch));
  /** The parts are pinned, so writing it again gives the same commit: GitHub holds it once, and no branch points at it yet. */
  const write = async ({ before, base, message, author }: NotesBranchPlan) => {
    const parent = await readCommit(octokit, repository, base);
    // An update of the pull request takes in what came to the release branch since.
    const parents = !before ? [base] : (await holds(octokit, draft, before, base)) ? [before] : [before, base];
    return writeCommit(octokit, repository, {
      base: parent,
      path: draft.path,
      content: draft.bytes,
      parents,
      message,
      author,
      committer: author,
    });
  };
  return {
    kind: "notes-branch",
    words: "write the branch of the pull request",
    settleMilliseconds: 0,
    explain: (error) => explainRuleRefusal(error, "the branch"),
    stands: async ({ branch, sha }) => (await readHead(branch)) === sha,
    probe: async (plan, hint): Promise<Probe<NotesBranchOutcome>> => {
      const { branch } = plan;
      const head = await readHead(branch);
      if (head === plan.before) return { found: "nothing" };
      // An object that no branch points at changes nothing, and its name says whether the branch is ours.
      const sha = hint.sha ?? (await callGithub("write the commit", () => write(plan)));
      return head === sha ? { found: "done", outcome: { branch, sha } } : { found: "conflict", error: takenError(branch, head) };
    },
    act: async (plan, remember) => {
      const sha = await write(plan);
      await remember({ sha });
      await moveBranch(octokit, repository.nodeId, { branch: plan.branch, before: plan.before ?? NOWHERE, after: sha, isForced: false });
      return { branch: plan.branch, sha };
    },
  };
}

/** The branch holds something that Slipway did not write, or is not there any more. */
export function takenError(branch: string, head: string | null): AppError {
  const what = head ? `points at ${head.slice(0, 7)}, which is not from Slipway` : "is gone";
  return new AppError("conflict", `The branch ${branch} ${what}. Nothing was changed; choose another name.`, {
    detail: { branch: "taken" },
  });
}

/** Whether a commit of ours was made on this commit of the release branch, directly or by taking it in. */
async function holds(octokit: Octokit, draft: CommittableDraft, ours: string, base: string): Promise<boolean> {
  for (let sha: string | undefined = ours, steps = 0; sha && steps < 20; steps++) {
    const { parents } = await readCommit(octokit, draft.release.repository, sha);
    if (parents.includes(base)) return true;
    sha = parents[0];
  }
  return false;
}

export interface ProposalOutcome {
  number: number;
  url: string;
}

/** Opens the pull request, or adopts the one that is open between the two branches. */
export function pullRequestEffect(octokit: Octokit, draft: CommittableDraft): EffectKind<NewPull, ProposalOutcome> {
  const { repository } = draft.release;
  return {
    kind: "notes-pull-request",
    words: "open the pull request",
    settleMilliseconds: 0,
    probe: async ({ head, base }) => {
      const pull = await callGithub("list pull requests", () => findOpenPull(octokit, repository, { head, base }));
      return pull ? { found: "done", outcome: { number: pull.number, url: pull.url } } : { found: "nothing" };
    },
    act: async (plan) => {
      const { number, url } = await openPull(octokit, repository, plan);
      return { number, url };
    },
  };
}

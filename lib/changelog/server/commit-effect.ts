import type { Actor } from "@/lib/auth/actor";
import type { EffectKind, Probe } from "@/lib/effects/server/run-effect";
import { explainRuleRefusal } from "@/lib/github/branch-rules";
import { type CommitPerson, commitOnBranch, moveBranch, readCommit, writeCommit } from "@/lib/github/commits";
import { callGithub } from "@/lib/github/github-error";
import type { Octokit } from "@/lib/github/octokit";
import { readBranchHead } from "@/lib/github/refs";
import { movedError } from "./branch-moved";
import type { CommittableDraft } from "./committable-draft";

export type CommitMode = "amend" | "commit";

export interface CommitPlan {
  mode: CommitMode;
  head: string;
  message: string;
  /** Pinned before the act, so that repeating it makes the same commit (RELIABILITY 4). */
  committer: CommitPerson;
}

export interface CommitOutcome {
  sha: string;
}

/** Now, as the committer of a commit, or the tagger of a tag, that a person makes. */
export function committerNow(actor: Actor): CommitPerson {
  return {
    name: actor.name,
    email: `${actor.login}@users.noreply.github.com`,
    date: new Date().toISOString().replace(/\.\d+Z/, "Z"),
  };
}

/** Amends or adds the commit with the notes; the branch moves only from where the draft was made. */
export function commitEffect(octokit: Octokit, actor: Actor, draft: CommittableDraft): EffectKind<CommitPlan, CommitOutcome> {
  const { repository } = draft.release;
  const readHead = () => callGithub("read the branch", () => readBranchHead(octokit, repository, draft.branch));
  const words = `write to ${draft.branch}`;
  return {
    kind: "changelog-commit",
    words,
    settleMilliseconds: 0,
    explain: (error) => explainRuleRefusal(error, draft.branch),
    probe: async (plan, hint): Promise<Probe<CommitOutcome>> => {
      const head = await readHead();
      if (head && hint.sha === head) return { found: "done", outcome: { sha: head } };
      if (head === plan.head) return { found: "nothing" };
      // A commit that was added before the answer was lost: it is the head, and its parent is the commit it was planned on.
      if (head && plan.mode === "commit") {
        const found = await callGithub("read the new commit", () => readCommit(octokit, repository, head));
        if (found.parents[0] === plan.head && hasSameWords(found.message, plan.message)) return { found: "done", outcome: { sha: head } };
      }
      return { found: "conflict", error: await movedError(actor, draft, head) };
    },
    act: async (plan, remember) => {
      if (plan.mode === "commit") {
        const [headline = "", ...rest] = plan.message.split("\n");
        const commit = { branch: draft.branch, head: plan.head, headline, body: rest.join("\n").trim() };
        return { sha: await commitOnBranch(octokit, repository, { ...commit, path: draft.path, content: draft.bytes }) };
      }
      const base = await readCommit(octokit, repository, plan.head);
      const sha = await writeCommit(octokit, repository, {
        base,
        path: draft.path,
        content: draft.bytes,
        parents: base.parents,
        message: plan.message,
        author: base.author,
        committer: plan.committer,
      });
      // From here on the commit is known, so that a repetition finds it even if the answer to the move is lost.
      await remember({ sha });
      await moveBranch(octokit, repository.nodeId, { branch: draft.branch, before: plan.head, after: sha, isForced: true });
      return { sha };
    },
  };
}

function hasSameWords(a: string, b: string): boolean {
  const words = (text: string) => text.replace(/\s+/g, " ").trim();
  return words(a) === words(b);
}

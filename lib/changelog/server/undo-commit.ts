import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/server/authorize";
import { ROLE_AGE } from "@/lib/auth/server/repository-role";
import { octokitOf } from "@/lib/auth/server/user-token";
import { database, type Tx } from "@/lib/db/client";
import { type EffectKind, runEffect } from "@/lib/effects/server/run-effect";
import { AppError } from "@/lib/errors/app-error";
import { explainRuleRefusal } from "@/lib/github/branch-rules";
import { moveBranch } from "@/lib/github/commits";
import { callGithub } from "@/lib/github/github-error";
import type { Octokit } from "@/lib/github/octokit";
import { readBranchHead } from "@/lib/github/refs";
import { announce } from "@/lib/live/announce";
import { wakeSweep } from "@/lib/releases/server/sweeps";
import type { CommitOutcome, CommitPlan } from "./commit-effect";
import { repositoryOfDraft, TEXT } from "./draft-row";

const input = z.object({
  draftId: z.uuid(),
  /** The commit to take back, as the person saw it. */ sha: z.string().regex(/^[0-9a-f]{40}$/),
});

interface UndoPlan {
  branch: string;
  from: string;
  to: string;
}

/** Puts a branch back to where it was before its notes were committed, only while it is where Slipway left it. */
export async function undoCommit(actor: Actor, raw: unknown): Promise<{ branch: string; head: string }> {
  const parsed = input.safeParse(raw);
  if (!parsed.success) throw new AppError("invalid", "The commit could not be read. Reload the page and try again.");
  const { draftId, sha } = parsed.data;
  const repositoryId = await repositoryOfDraft({ draftId });
  await authorize(actor, "changelog.commit", repositoryId, ROLE_AGE.act);
  const draft = await database().draft.findUniqueOrThrow({
    where: { id: draftId },
    include: { release: { include: { repository: true } } },
    omit: TEXT,
  });
  const commits = await database().effect.findMany({
    where: { key: { startsWith: `changelog-commit:${draftId}:` }, kind: "changelog-commit", state: "done" },
  });
  const commit = commits.find(({ result }) => (result as unknown as CommitOutcome).sha === sha);
  if (!commit) throw new AppError("not-found", "This commit is not one that Slipway made for these notes.");
  const { head: before } = commit.plan as unknown as CommitPlan;
  const { branch, releaseId } = draft;
  await runEffect({
    kind: putBackEffect(await octokitOf(actor.id), draft.release.repository),
    key: `changelog-commit-undo:${draftId}:${sha}`,
    actor,
    releaseId,
    request: [branch, sha, before],
    plan: async () => ({
      plan: { branch, from: sha, to: before },
      event: {
        type: "changelog.commit-undo-planned",
        repositoryId,
        releaseId,
        sentence: `Set out to put ${branch} back from ${sha.slice(0, 7)} to ${before.slice(0, 7)}`,
        data: { draftId, from: sha, to: before },
      },
    }),
    finish: async (tx) => {
      const isOpen = await openAgain(tx, draft);
      return [
        {
          type: "changelog.commit-undone",
          repositoryId,
          releaseId,
          sentence: `Put ${branch} back to ${before.slice(0, 7)}${isOpen ? " and opened its notes again" : ""}`,
          data: { draftId, from: sha, to: before },
        },
      ];
    },
  });
  await wakeSweep(repositoryId, "repository");
  await announce({ repositoryId, topic: "draft" }, { repositoryId, topic: "release" });
  return { branch, head: before };
}

/** The draft goes on where it was, unless somebody has begun another one meanwhile. A new revision makes a new commit possible. */
async function openAgain(tx: Tx, draft: { id: string; releaseId: string; branch: string }): Promise<boolean> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`draft:${draft.releaseId}:${draft.branch}`}))`;
  const other = await tx.draft.findFirst({
    where: { releaseId: draft.releaseId, branch: draft.branch, state: "open" },
    select: { id: true },
  });
  if (other) return other.id === draft.id;
  const opened = await tx.draft.updateMany({
    where: { id: draft.id, state: "committed" },
    data: { state: "open", revision: { increment: 1 } },
  });
  return opened.count === 1;
}

function putBackEffect(
  octokit: Octokit,
  repository: { owner: string; name: string; nodeId: string },
): EffectKind<UndoPlan, { head: string }> {
  return {
    kind: "changelog-commit-undo",
    words: "put the branch back",
    settleMilliseconds: 0,
    explain: (error) => explainRuleRefusal(error, "the branch"),
    probe: async ({ branch, from, to }) => {
      const head = await callGithub("read the branch", () => readBranchHead(octokit, repository, branch));
      if (head === to) return { found: "done", outcome: { head: to } };
      if (head === from) return { found: "nothing" };
      const where = head ? `moved to ${head.slice(0, 7)}` : "is gone";
      return { found: "conflict", error: new AppError("conflict", `${branch} ${where}, so it was left alone. Nothing was changed.`) };
    },
    act: async ({ branch, from, to }) => {
      await moveBranch(octokit, repository.nodeId, { branch, before: from, after: to, isForced: true });
      return { head: to };
    },
  };
}

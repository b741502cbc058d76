import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/server/authorize";
import { ROLE_AGE } from "@/lib/auth/server/repository-role";
import { octokitOf } from "@/lib/auth/server/user-token";
import { database } from "@/lib/db/client";
import { runEffect } from "@/lib/effects/server/run-effect";
import { AppError } from "@/lib/errors/app-error";
import { callGithub } from "@/lib/github/github-error";
import type { Octokit } from "@/lib/github/octokit";
import { readBranchHead } from "@/lib/github/refs";
import { announce } from "@/lib/live/announce";
import { wakeSweep } from "@/lib/releases/server/sweeps";
import { checkBranchName } from "../branch-name";
import { countEntries } from "../describe-operation";
import { LONGEST_PULL_BODY } from "../pull-request-body";
import { movedError } from "./branch-moved";
import { committerNow } from "./commit-effect";
import { type CommittableDraft, readCommittable } from "./committable-draft";
import { repositoryOfDraft } from "./draft-row";
import { notesBranchEffect, type ProposalOutcome, pullRequestEffect, takenError } from "./proposal-effects";

const input = z.object({
  draftId: z.uuid(),
  revision: z.number().int().min(0),
  branch: z.string(),
  message: z.string().trim().min(1).max(5_000),
  title: z.string().trim().min(1).max(256),
  body: z.string().max(LONGEST_PULL_BODY),
});

/**
 * Proposes a draft: a branch with one commit, then a pull request into the release branch. Each of the two is an effect
 * of its own, so that a person who presses again goes on where it stopped. Pressed with newer notes, it adds a commit.
 */
export async function proposeDraft(actor: Actor, raw: unknown): Promise<ProposalOutcome> {
  const parsed = input.safeParse(raw);
  if (!parsed.success) throw new AppError("invalid", "The pull request could not be read: it needs a title and a message. Try again.");
  const { draftId, revision, branch } = parsed.data;
  const problem = checkBranchName(branch);
  if (problem) throw new AppError("invalid", problem);
  const repositoryId = await repositoryOfDraft({ draftId });
  await authorize(actor, "changelog.commit", repositoryId, ROLE_AGE.act);
  const draft = await readCommittable(draftId, revision);
  if (branch === draft.branch) throw new AppError("invalid", `${branch} is the release branch. Name another one.`);
  const octokit = await octokitOf(actor.id);
  const sha = await writeBranch(actor, octokit, draft, parsed.data);
  const pull = await openProposal(actor, octokit, draft, { ...parsed.data, sha });
  await wakeSweep(repositoryId, "repository");
  await announce({ repositoryId, topic: "draft" }, { repositoryId, topic: "release" });
  return pull;
}

type Words = z.infer<typeof input>;

async function writeBranch(actor: Actor, octokit: Octokit, draft: CommittableDraft, { branch, message }: Words): Promise<string> {
  const { repositoryId, repository } = draft.release;
  const open = await database().proposal.findFirst({ where: { draftId: draft.id, branch, state: "open" } });
  const prefix = `notes-branch:${draft.id}:${branch}:`;
  const { sha } = await runEffect({
    kind: notesBranchEffect(octokit, draft),
    key: `${prefix}${draft.revision}`,
    actor,
    releaseId: draft.releaseId,
    request: [branch, draft.headSha, draft.text, message],
    plan: async () => {
      const head = await callGithub("read the branch", () => readBranchHead(octokit, repository, draft.branch));
      if (head !== draft.headSha) throw await movedError(actor, draft, head);
      const before = await callGithub("read the branch", () => readBranchHead(octokit, repository, branch));
      if (before && before !== (await lastWritten(prefix))) throw takenError(branch, before);
      return {
        plan: { branch, before, base: draft.headSha, message, author: committerNow(actor) },
        event: {
          type: "changelog.proposal-planned",
          repositoryId,
          releaseId: draft.releaseId,
          sentence: `Set out to propose ${countEntries(draft.sums.placed)} for ${draft.branch} from ${branch}`,
          data: { draftId: draft.id, revision: draft.revision },
        },
      };
    },
    finish: async (tx, outcome) => {
      if (!open) return [];
      await tx.proposal.update({ where: { id: open.id }, data: { sha: outcome.sha, revision: draft.revision }, select: { id: true } });
      return [
        {
          type: "changelog.proposal-updated",
          repositoryId,
          releaseId: draft.releaseId,
          sentence: `Added ${outcome.sha.slice(0, 7)} to pull request #${open.number} with the notes of ${draft.version}`,
          data: { draftId: draft.id, number: open.number, sha: outcome.sha },
        },
      ];
    },
  });
  return sha;
}

/** What Slipway last wrote to the branch for this draft. */
async function lastWritten(prefix: string): Promise<string | null> {
  const last = await database().effect.findFirst({ where: { key: { startsWith: prefix }, state: "done" }, orderBy: { endedAt: "desc" } });
  return (last?.result as { sha?: string } | null | undefined)?.sha ?? null;
}

async function openProposal(
  actor: Actor,
  octokit: Octokit,
  draft: CommittableDraft,
  { branch, title, body, sha }: Words & { sha: string },
): Promise<ProposalOutcome> {
  const { repositoryId } = draft.release;
  const open = await database().proposal.findFirst({ where: { draftId: draft.id, branch, state: "open" } });
  if (open) return { number: open.number, url: open.url };
  // A pull request that was closed does not stand in the way of the next one.
  const earlier = await database().proposal.count({ where: { draftId: draft.id, branch, state: { not: "open" } } });
  return runEffect({
    kind: pullRequestEffect(octokit, draft),
    key: `notes-pull-request:${draft.id}:${branch}:${earlier}`,
    actor,
    releaseId: draft.releaseId,
    request: [branch, draft.branch, title, body],
    plan: async () => ({
      plan: { head: branch, base: draft.branch, title, body },
      event: {
        type: "changelog.proposal-planned",
        repositoryId,
        releaseId: draft.releaseId,
        sentence: `Set out to open a pull request from ${branch} into ${draft.branch}`,
        data: { draftId: draft.id, sha },
      },
    }),
    finish: async (tx, { number, url }) => {
      const data = { url, branch, sha, revision: draft.revision, state: "open" };
      await tx.proposal.upsert({
        where: { draftId_number: { draftId: draft.id, number } },
        create: { ...data, draftId: draft.id, number },
        update: data,
        select: { id: true },
      });
      return [
        {
          type: "changelog.proposed",
          repositoryId,
          releaseId: draft.releaseId,
          sentence: `Proposed the notes of ${draft.version} as pull request #${number} into ${draft.branch}`,
          data: { draftId: draft.id, number, sha },
        },
      ];
    },
  });
}

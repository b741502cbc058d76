import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/server/authorize";
import { ROLE_AGE } from "@/lib/auth/server/repository-role";
import { octokitOf } from "@/lib/auth/server/user-token";
import { runEffect } from "@/lib/effects/server/run-effect";
import { AppError } from "@/lib/errors/app-error";
import { readCommit } from "@/lib/github/commits";
import { callGithub } from "@/lib/github/github-error";
import { readBranchHead } from "@/lib/github/refs";
import { announce } from "@/lib/live/announce";
import { wakeSweep } from "@/lib/releases/server/sweeps";
import { countEntries } from "../describe-operation";
import { movedError } from "./branch-moved";
import { commitEffect, committerNow } from "./commit-effect";
import { readCommittable } from "./committable-draft";
import { repositoryOfDraft } from "./draft-row";

const input = z.object({
  draftId: z.uuid(),
  /** The revision whose diff the person saw; another one is refused. */
  revision: z.number().int().min(0),
  mode: z.enum(["amend", "commit"]),
  message: z.string().trim().min(1).max(5_000).optional(),
});

/**
 * Commits a draft through GitHub with the person's own token, once: by the effect ledger, and only if the branch is
 * where the draft was made.
 */
export async function commitDraft(actor: Actor, raw: unknown): Promise<{ sha: string; branch: string }> {
  const parsed = input.safeParse(raw);
  if (!parsed.success) throw new AppError("invalid", "The commit could not be read. Reload the page and try again.");
  const { draftId, revision, mode } = parsed.data;
  const repositoryId = await repositoryOfDraft({ draftId });
  await authorize(actor, "changelog.commit", repositoryId, ROLE_AGE.act);
  const draft = await readCommittable(draftId, revision);
  const { releaseId, release, branch } = draft;
  const message = parsed.data.message ?? `docs: write the notes of ${draft.version}`;
  const octokit = await octokitOf(actor.id);
  const { sha } = await runEffect({
    kind: commitEffect(octokit, actor, draft),
    key: `changelog-commit:${draftId}:${revision}:${mode}`,
    actor,
    releaseId,
    request: [draft.headSha, draft.path, draft.text, ...(mode === "commit" ? [message] : [])],
    plan: async () => {
      const head = await callGithub("read the branch", () => readBranchHead(octokit, release.repository, branch));
      if (head !== draft.headSha) throw await movedError(actor, draft, head);
      const base = await callGithub("read the release commit", () => readCommit(octokit, release.repository, head));
      const how = mode === "amend" ? `amend ${head.slice(0, 7)}` : `add a commit to ${head.slice(0, 7)}`;
      return {
        plan: { mode, head, message: mode === "amend" ? withFinalNewline(base.message) : message, committer: committerNow(actor) },
        event: {
          type: "changelog.commit-planned",
          repositoryId,
          releaseId,
          sentence: `Set out to ${how} on ${branch} with ${countEntries(draft.sums.placed)}`,
          data: { draftId, revision },
        },
      };
    },
    finish: async (tx, outcome) => {
      // What somebody changed while GitHub was working stays in an open draft, which now stands on an older commit.
      await tx.draft.updateMany({ where: { id: draftId, state: "open", revision }, data: { state: "committed" } });
      return [
        {
          type: "changelog.committed",
          repositoryId,
          releaseId,
          sentence: `Committed the notes of ${draft.version} to ${branch} as ${outcome.sha.slice(0, 7)}, in place of ${draft.headSha.slice(0, 7)}`,
          data: { draftId, revision, before: draft.headSha, after: outcome.sha },
        },
      ];
    },
  });
  await wakeSweep(repositoryId, "repository");
  await announce({ repositoryId, topic: "draft" }, { repositoryId, topic: "release" });
  return { sha, branch };
}

/** git ends every message with a newline and GitHub's API leaves it out: amending must not change it. */
const withFinalNewline = (message: string) => (message.endsWith("\n") ? message : `${message}\n`);

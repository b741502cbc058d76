import { createHash } from "node:crypto";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/server/authorize";
import { ROLE_AGE } from "@/lib/auth/server/repository-role";
import { octokitOf } from "@/lib/auth/server/user-token";
import { runEffect } from "@/lib/effects/server/run-effect";
import { AppError } from "@/lib/errors/app-error";
import { announce } from "@/lib/live/announce";
import { checkBranchName } from "../branch-name";
import { toReleaseBody } from "../release-body";
import { readWritten } from "./committable-draft";
import { repositoryOfDraft } from "./draft-row";
import { draftReleaseEffect, type ReleaseOutcome, releaseBodyEffect } from "./release-effects";

const input = z.object({
  draftId: z.uuid(),
  revision: z.number().int().min(0),
  tag: z.string().trim(),
  /** The body that stood there when the person looked; null when there was no Release. */
  seen: z.string().nullable(),
  /** The person said that a published Release is to change. */
  mayBePublished: z.boolean(),
});

/** Writes the notes of a draft, open or just committed, into the GitHub Release of a tag. Publishes nothing, makes no tag. */
export async function writeRelease(actor: Actor, raw: unknown): Promise<ReleaseOutcome> {
  const parsed = input.safeParse(raw);
  if (!parsed.success || checkBranchName(parsed.data.tag) !== null)
    throw new AppError("invalid", "Name the tag of the GitHub Release, such as v1.2.0.");
  const { draftId, revision, tag, seen, mayBePublished } = parsed.data;
  const repositoryId = await repositoryOfDraft({ draftId });
  await authorize(actor, "changelog.commit", repositoryId, ROLE_AGE.act);
  const draft = await readWritten(draftId, revision);
  const { releaseId } = draft;
  const { repository } = draft.release;
  const { text: body } = toReleaseBody(draft.section, draft.path);
  const octokit = await octokitOf(actor.id);
  const planned = (sentence: string) => ({
    type: "changelog.release-body-planned" as const,
    repositoryId,
    releaseId,
    sentence,
    data: { draftId, revision, tag },
  });
  const { id } = await runEffect({
    kind: draftReleaseEffect(octokit, repository),
    key: `github-release:${repositoryId}:${tag}`,
    actor,
    releaseId,
    request: [tag, body],
    plan: async () => ({
      plan: { tag, target: draft.branch, title: draft.version, body, isPrerelease: draft.type !== "final" },
      event: planned(`Set out to see to a GitHub Release ${tag}`),
    }),
    finish: async () => [],
  });
  const digest = createHash("sha256").update(body).digest("hex");
  const outcome = await runEffect({
    kind: releaseBodyEffect(octokit, repository),
    key: `release-body:${id}:${digest}`,
    actor,
    releaseId,
    request: [seen, mayBePublished],
    plan: async () => ({
      plan: { id, body, seen, mayBePublished },
      event: planned(`Set out to write ${body.length.toLocaleString("en")} characters into the GitHub Release ${tag}`),
    }),
    finish: async () => [
      {
        type: "changelog.release-body-written",
        repositoryId,
        releaseId,
        sentence: `Wrote the notes of ${draft.version} into the GitHub Release ${tag}`,
        data: { draftId, revision, tag, digest, githubReleaseId: id },
      },
    ],
  });
  await announce({ repositoryId, topic: "release" });
  return outcome;
}

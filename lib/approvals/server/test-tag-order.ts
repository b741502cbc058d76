import type { Actor } from "@/lib/auth/actor";
import { type EffectOrder, runEffect } from "@/lib/effects/server/run-effect";
import { AppError } from "@/lib/errors/app-error";
import type { Octokit } from "@/lib/github/octokit";
import type { BranchGuard } from "@/lib/github/tags";
import { type PlannedTag, type TagOutcome, tagEffect } from "./tag-effect";

/** Which tag a test asks for; everything in it can be sent to another process. */
export interface TagOrder {
  repository: { id: string; owner: string; name: string; nodeId: string };
  actor: Actor;
  tag: string;
  sha: string;
  guard: BranchGuard | null;
}

/** The tag as a command would ask for it, with a tagger of one fixed second. */
export function tagOrder(octokit: Octokit, { repository, actor, tag, sha, guard }: TagOrder): EffectOrder<PlannedTag, TagOutcome> {
  const event = (type: "release.tag-planned" | "release.tagged", sentence: string) => ({
    type,
    repositoryId: repository.id,
    sentence,
    data: { tag, sha },
  });
  return {
    kind: tagEffect(octokit, repository, guard),
    key: `release-tag:${repository.id}:${tag}`,
    actor,
    releaseId: null,
    request: [tag, sha],
    plan: async () => ({
      plan: {
        name: tag,
        sha,
        message: `Release ${tag}\n`,
        tagger: { name: actor.name, email: `${actor.login}@harbour.example`, date: "2026-02-13T10:11:12Z" },
      },
      event: event("release.tag-planned", `Set out to tag ${sha.slice(0, 7)} as ${tag}`),
    }),
    finish: async () => [event("release.tagged", `Tagged ${sha.slice(0, 7)} as ${tag}`)],
  };
}

/** One of very many presses at once: on a busy machine one may hear that GitHub did not answer, and is made again as the sentence says. */
export async function pressUntilAnswered(order: EffectOrder<PlannedTag, TagOutcome>): Promise<TagOutcome> {
  for (;;)
    try {
      return await runEffect(order);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "upstream") throw error;
    }
}

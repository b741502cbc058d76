import type { EffectKind } from "@/lib/effects/server/run-effect";
import type { Octokit } from "@/lib/github/octokit";
import type { RepositoryName } from "@/lib/github/repositories";
import type { TagPlan } from "../tag-plan";

export interface PlannedTag extends TagPlan {
  tagger: { name: string; email: string; date: string };
}

export interface TagOutcome {
  objectSha: string;
  wasAdopted: boolean;
}

export function tagEffect(
  _octokit: Octokit,
  _repository: RepositoryName & { nodeId: string },
  _guard: { refName: string; sha: string } | null,
): EffectKind<PlannedTag, TagOutcome> {
  throw new Error("not here yet");
}

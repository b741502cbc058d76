import { createHash } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { draftReleaseEffect, type ReleaseOutcome, releaseBodyEffect, sameText } from "@/lib/changelog/server/release-effects";
import { type EffectKind, type Probe, runEffect } from "@/lib/effects/server/run-effect";
import { AppError } from "@/lib/errors/app-error";
import { callGithub } from "@/lib/github/github-error";
import { publishRelease, readRelease } from "@/lib/github/github-releases";
import type { Octokit } from "@/lib/github/octokit";
import type { RepositoryName } from "@/lib/github/repositories";
import { readTag } from "@/lib/github/tags";

/** A GitHub Release as it will be published. */
export interface PublicationPlan {
  id: number;
  tag: string;
  commitSha: string;
  body: string;
  isPrerelease: boolean;
}

export interface PublicationOutcome extends ReleaseOutcome {
  /** True when somebody else had published it, with the same notes. */
  wasAdopted: boolean;
}

/** Publishing again what is published tells everybody again: one press at a time. */
const SETTLE_MILLISECONDS = 5_000;

/** Publishes a draft whose tag is there, leads to the approved commit, and whose body is the approved one; anything else is a conflict. */
export function publishReleaseEffect(octokit: Octokit, repository: RepositoryName): EffectKind<PublicationPlan, PublicationOutcome> {
  const read = (id: number) => callGithub("read the GitHub Release", () => readRelease(octokit, repository, id));
  return {
    kind: "github-release-publication",
    words: "publish the GitHub Release",
    settleMilliseconds: SETTLE_MILLISECONDS,
    stands: async ({ id }) => (await read(id))?.isDraft === false,
    probe: async ({ id, tag, commitSha, body }, hint): Promise<Probe<PublicationOutcome>> => {
      const found = await read(id);
      if (!found) return conflict("not-found", `The GitHub Release ${tag} was deleted. Press again to make a new draft and publish that.`);
      if (found.tag !== tag)
        return conflict(
          "conflict",
          `The GitHub Release was given the tag ${found.tag}; it was to be ${tag}. Mend it on GitHub, then press again.`,
        );
      const missing = await findTagProblem(octokit, repository, tag, commitSha);
      if (missing) return { found: "conflict", error: missing };
      if (!sameText(found.body, body)) return { found: "conflict", error: otherBodyError(tag, found.isDraft) };
      if (found.isDraft) return { found: "nothing" };
      return { found: "done", outcome: { id, url: found.url, wasAdopted: hint.id !== id } };
    },
    act: async (plan, remember) => {
      // Should the answer get lost, the publication is known as Slipway's own.
      await remember({ id: plan.id });
      const { id, url } = await publishRelease(octokit, repository, plan.id, plan);
      return { id, url, wasAdopted: false };
    },
  };
}

/** What is published, and where; the tag must be there. */
export interface Publication {
  octokit: Octokit;
  actor: Actor;
  repository: RepositoryName & { id: string };
  releaseId: string | null;
  tag: string;
  commitSha: string;
  title: string;
  /** The section as GitHub shows it: `toReleaseBody`. */
  body: string;
  isPrerelease: boolean;
}

/**
 * Makes the GitHub Release of a tag from the approved notes and publishes it: the draft, its body where it has none yet,
 * then the publication, each of them once and on record. A body that somebody wrote otherwise is never overwritten.
 */
export async function publishGithubRelease(publication: Publication): Promise<ReleaseOutcome> {
  const { octokit, actor, repository, releaseId, tag, commitSha, title, body, isPrerelease } = publication;
  const short = commitSha.slice(0, 7);
  const digest = createHash("sha256").update(body).digest("hex");
  const data = { tag, sha: commitSha, digest };
  const common = { repositoryId: repository.id, ...(releaseId === null ? {} : { releaseId }), data };
  const planned = (sentence: string) => ({ type: "release.publication-planned" as const, sentence, ...common });
  const missing = await findTagProblem(octokit, repository, tag, commitSha);
  if (missing) throw missing;
  const { id } = await runEffect({
    kind: draftReleaseEffect(octokit, repository),
    // The same as for the notes of a draft, so that both find one GitHub Release.
    key: `github-release:${repository.id}:${tag}`,
    actor,
    releaseId,
    request: [tag, body],
    plan: async () => ({
      plan: { tag, target: commitSha, title, body, isPrerelease },
      event: planned(`Set out to see to a GitHub Release ${tag}`),
    }),
    finish: async () => [],
  });
  const found = await callGithub("read the GitHub Release", () => readRelease(octokit, repository, id));
  if (found && !sameText(found.body, body)) {
    if (found.body.trim() !== "" || !found.isDraft) throw otherBodyError(tag, found.isDraft);
    await runEffect({
      kind: releaseBodyEffect(octokit, repository),
      key: `release-body:${id}:${digest}`,
      actor,
      releaseId,
      request: [found.body, false],
      plan: async () => ({
        plan: { id, body, seen: found.body, mayBePublished: false },
        event: planned(`Set out to write the notes into the draft of the GitHub Release ${tag}`),
      }),
      finish: async () => [
        {
          type: "changelog.release-body-written",
          sentence: `Wrote the approved notes into the draft of the GitHub Release ${tag}`,
          ...common,
        },
      ],
    });
  }
  const { url } = await runEffect({
    kind: publishReleaseEffect(octokit, repository),
    key: `github-release-publication:${repository.id}:${tag}:${id}`,
    actor,
    releaseId,
    request: [commitSha, digest, isPrerelease],
    plan: async () => ({
      plan: { id, tag, commitSha, body, isPrerelease },
      event: planned(`Set out to publish the GitHub Release ${tag} of ${short}`),
    }),
    finish: async (_tx, outcome) => [
      {
        type: "release.published",
        sentence: outcome.wasAdopted
          ? `Found the GitHub Release ${tag} of ${short} published already, with the approved notes`
          : `Published the GitHub Release ${tag} of ${short}`,
        ...common,
        data: { ...data, githubReleaseId: id, wasAdopted: outcome.wasAdopted },
      },
    ],
  });
  return { id, url };
}

/** Why the tag is not the approved one; GitHub would make a missing tag while it publishes, a lightweight one and unseen. */
async function findTagProblem(octokit: Octokit, repository: RepositoryName, name: string, commitSha: string): Promise<AppError | null> {
  const tag = await callGithub("read the tag", () => readTag(octokit, repository, name));
  if (!tag) return new AppError("conflict", `There is no tag ${name}. Create it first; nothing was published.`);
  if (tag.commitSha === commitSha) return null;
  const [there, approved] = [tag.commitSha, commitSha].map((sha) => sha.slice(0, 7));
  return new AppError(
    "conflict",
    `The tag ${name} leads to ${there}; what was approved is ${approved}. Nothing was published; find out who made the tag.`,
  );
}

function otherBodyError(tag: string, isDraft: boolean): AppError {
  return new AppError(
    "conflict",
    isDraft
      ? `The draft of the GitHub Release ${tag} has other words than the notes that were approved. Nothing was published; write the notes into it again or delete the draft, then press again.`
      : `The GitHub Release ${tag} is published already, with other words than the notes that were approved. Nothing was changed; compare the two on GitHub.`,
  );
}

const conflict = (code: "not-found" | "conflict", message: string) => ({ found: "conflict", error: new AppError(code, message) }) as const;

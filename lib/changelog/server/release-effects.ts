import type { EffectKind, Probe } from "@/lib/effects/server/run-effect";
import { AppError } from "@/lib/errors/app-error";
import { callGithub } from "@/lib/github/github-error";
import { createDraftRelease, findRelease, readRelease, writeReleaseBody } from "@/lib/github/github-releases";
import type { Octokit } from "@/lib/github/octokit";
import type { RepositoryName } from "@/lib/github/repositories";

/** GitHub gives up on a request after ten seconds; a list may lag behind for some more. */
const SETTLE_MILLISECONDS = 30_000;

export interface DraftReleasePlan {
  tag: string;
  target: string;
  title: string;
  body: string;
  isPrerelease: boolean;
}

export interface ReleaseOutcome {
  id: number;
  url: string;
}

/** Sees to it that a tag has a Release: the one that is there, else a new draft. Drafts are not unique, so it acts once. */
export function draftReleaseEffect(octokit: Octokit, repository: RepositoryName): EffectKind<DraftReleasePlan, ReleaseOutcome> {
  return {
    kind: "github-release",
    words: "create the draft of the GitHub Release",
    settleMilliseconds: SETTLE_MILLISECONDS,
    stands: async ({ id }) => (await callGithub("read the GitHub Release", () => readRelease(octokit, repository, id))) !== null,
    probe: async ({ tag }): Promise<Probe<ReleaseOutcome>> => {
      const found = await callGithub("list the GitHub Releases", () => findRelease(octokit, repository, tag));
      return found ? { found: "done", outcome: { id: found.id, url: found.url } } : { found: "nothing" };
    },
    act: async (plan) => {
      const { id, url } = await createDraftRelease(octokit, repository, plan);
      return { id, url };
    },
  };
}

export interface ReleaseBodyPlan {
  id: number;
  body: string;
  /** The body that the person saw; another one is not overwritten. */
  seen: string | null;
  mayBePublished: boolean;
}

/** Writes the body of one Release, only over what the person saw. */
export function releaseBodyEffect(octokit: Octokit, repository: RepositoryName): EffectKind<ReleaseBodyPlan, ReleaseOutcome> {
  return {
    kind: "release-body",
    words: "write the GitHub Release",
    settleMilliseconds: 0,
    stands: async ({ id }, { body }) => {
      const found = await callGithub("read the GitHub Release", () => readRelease(octokit, repository, id));
      return found !== null && sameText(found.body, body);
    },
    probe: async ({ id, body, seen, mayBePublished }): Promise<Probe<ReleaseOutcome>> => {
      const found = await callGithub("read the GitHub Release", () => readRelease(octokit, repository, id));
      if (!found) return conflict("not-found", "The GitHub Release was deleted. Nothing was written; try again to make a new draft.");
      if (sameText(found.body, body)) return { found: "done", outcome: { id, url: found.url } };
      if (!found.isDraft && !mayBePublished)
        return conflict(
          "blocked",
          `The GitHub Release ${found.tag} is published. Say that you want to change what people read, then press again.`,
        );
      if (!sameText(found.body, seen ?? ""))
        return conflict(
          "conflict",
          "The GitHub Release was changed after you looked at it. Nothing was written; look at the difference again.",
        );
      return { found: "nothing" };
    },
    act: async ({ id, body }) => {
      const { url } = await writeReleaseBody(octokit, repository, id, body);
      return { id, url };
    },
  };
}

const conflict = (code: "not-found" | "blocked" | "conflict", message: string) =>
  ({ found: "conflict", error: new AppError(code, message) }) as const;

/** GitHub may keep other line ends than it was given. */
export const sameText = (a: string, b: string) => a.replaceAll("\r\n", "\n").trimEnd() === b.replaceAll("\r\n", "\n").trimEnd();

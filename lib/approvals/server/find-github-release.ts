import type { Actor } from "@/lib/auth/actor";
import { can } from "@/lib/auth/permissions";
import { authorize } from "@/lib/auth/server/authorize";
import { getRepositoryRole, ROLE_AGE } from "@/lib/auth/server/repository-role";
import { octokitOf } from "@/lib/auth/server/user-token";
import { database } from "@/lib/db/client";
import { callGithub } from "@/lib/github/github-error";
import { findRelease } from "@/lib/github/github-releases";
import type { GithubReleaseView } from "../room-view";
import { readDecision } from "./decision-row";
import { readKnownRelease } from "./room-tag";

/**
 * The GitHub Release of a round's tag as it stands on GitHub now, with the person's own eyes: the tag's workflow or somebody may
 * have made one. GitHub shows drafts only to who may write; for others Slipway's own counts.
 */
export async function findGithubRelease(actor: Actor, decisionId: string): Promise<GithubReleaseView> {
  const { tag, phase, release } = await readDecision(database(), decisionId);
  await authorize(actor, "repository.read", release.repositoryId, ROLE_AGE.read);
  if (phase !== "tagged" || tag === null) return { state: "none", url: null };
  const octokit = await octokitOf(actor.id);
  const found = await callGithub("list the GitHub Releases", () => findRelease(octokit, release.repository, tag));
  if (!found) {
    const role = await getRepositoryRole(actor, release.repositoryId, ROLE_AGE.read);
    const known = await readKnownRelease(release.repositoryId, tag);
    return known.state === "draft" && !can(role, "release.publish") ? known : { state: "none", url: null };
  }
  if (found.isDraft) return { state: "draft", url: found.url };
  const key = `github-release-publication:${release.repositoryId}:${tag}:${found.id}`;
  const own = await database().effect.findUnique({ where: { key, state: "done" }, select: { key: true } });
  return { state: own ? "published" : "foreign", url: found.url };
}

import type { components } from "@octokit/openapi-types";
import { githubStatus } from "./github-error";
import type { Octokit } from "./octokit";
import type { RepositoryName } from "./repositories";

/** A Release on GitHub's own page. */
export interface GithubRelease {
  id: number;
  tag: string;
  body: string;
  isDraft: boolean;
  url: string;
}

/** The Release of a tag: the published one, else the oldest draft that names the tag; drafts are not unique (RELIABILITY 4). */
export async function findRelease(octokit: Octokit, { owner, name }: RepositoryName, tag: string): Promise<GithubRelease | null> {
  const { data } = await octokit.rest.repos.listReleases({ owner, repo: name, per_page: 100 });
  const named = data
    .filter(({ tag_name }) => tag_name === tag)
    .map(toRelease)
    .sort((a, b) => a.id - b.id);
  const [draft] = named;
  if (draft) return named.find(({ isDraft }) => !isDraft) ?? draft;
  // An old one may stand on a later page of the list; drafts are always new.
  return orNull(async () => toRelease((await octokit.rest.repos.getReleaseByTag({ owner, repo: name, tag })).data));
}

/** A Release by its id; null when it was deleted. */
export function readRelease(octokit: Octokit, { owner, name }: RepositoryName, id: number): Promise<GithubRelease | null> {
  return orNull(async () => toRelease((await octokit.rest.repos.getRelease({ owner, repo: name, release_id: id })).data));
}

/** Makes a draft: nothing is published and no tag is made. Not repeated by itself: a second one would be another draft. */
export async function createDraftRelease(
  octokit: Octokit,
  { owner, name }: RepositoryName,
  draft: { tag: string; target: string; title: string; body: string; isPrerelease: boolean },
): Promise<GithubRelease> {
  const { data } = await octokit.rest.repos.createRelease({
    owner,
    repo: name,
    tag_name: draft.tag,
    target_commitish: draft.target,
    name: draft.title,
    body: draft.body,
    draft: true,
    prerelease: draft.isPrerelease,
  });
  return toRelease(data);
}

/** Writes the body and nothing else: a draft stays a draft. */
export async function writeReleaseBody(
  octokit: Octokit,
  { owner, name }: RepositoryName,
  id: number,
  body: string,
): Promise<GithubRelease> {
  return toRelease((await octokit.rest.repos.updateRelease({ owner, repo: name, release_id: id, body })).data);
}

/**
 * Publishes a draft. The commit is named as well, so that a tag that vanished a moment ago could only come back there; which
 * final counts as the latest is left to its version, so that an older line does not take that name.
 */
export async function publishRelease(
  octokit: Octokit,
  { owner, name }: RepositoryName,
  id: number,
  { tag, commitSha, isPrerelease }: { tag: string; commitSha: string; isPrerelease: boolean },
): Promise<GithubRelease> {
  const { data } = await octokit.rest.repos.updateRelease({
    owner,
    repo: name,
    release_id: id,
    tag_name: tag,
    target_commitish: commitSha,
    draft: false,
    prerelease: isPrerelease,
    make_latest: isPrerelease ? "false" : "legacy",
  });
  return toRelease(data);
}

function toRelease(raw: components["schemas"]["release"]): GithubRelease {
  return { id: raw.id, tag: raw.tag_name, body: raw.body ?? "", isDraft: raw.draft, url: raw.html_url };
}

async function orNull<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    if (githubStatus(error) === 404) return null;
    throw error;
  }
}

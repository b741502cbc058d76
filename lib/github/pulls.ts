import type { components } from "@octokit/openapi-types";
import type { Octokit } from "./octokit";
import type { RepositoryName } from "./repositories";

/** A pull request that Slipway opened, as far as it follows it. */
export interface OwnPull {
  number: number;
  url: string;
  headSha: string;
  state: "open" | "merged" | "closed";
  mergeSha: string | null;
}

/** What is proposed, from which branch into which. */
export interface NewPull {
  head: string;
  base: string;
  title: string;
  body: string;
}

/** The open pull request between two branches of the repository, or null: GitHub has at most one. */
export async function findOpenPull(
  octokit: Octokit,
  { owner, name }: RepositoryName,
  { head, base }: { head: string; base: string },
): Promise<OwnPull | null> {
  const { data } = await octokit.rest.pulls.list({ owner, repo: name, state: "open", head: `${owner}:${head}`, base });
  return data[0] ? toOwnPull(data[0]) : null;
}

/** Opens a pull request, once: GitHub refuses a second one with 422. */
export async function openPull(octokit: Octokit, { owner, name }: RepositoryName, pull: NewPull): Promise<OwnPull> {
  return toOwnPull((await octokit.rest.pulls.create({ owner, repo: name, ...pull })).data);
}

export async function readPull(octokit: Octokit, { owner, name }: RepositoryName, number: number): Promise<OwnPull> {
  return toOwnPull((await octokit.rest.pulls.get({ owner, repo: name, pull_number: number })).data);
}

type RawPull = Pick<components["schemas"]["pull-request-simple"], "number" | "html_url" | "state" | "merged_at" | "merge_commit_sha"> & {
  head: { sha: string };
};

function toOwnPull(raw: RawPull): OwnPull {
  return {
    number: raw.number,
    url: raw.html_url,
    headSha: raw.head.sha,
    state: raw.merged_at ? "merged" : raw.state === "open" ? "open" : "closed",
    mergeSha: raw.merged_at ? raw.merge_commit_sha : null,
  };
}

import { githubStatus } from "./github-error";
import type { Octokit } from "./octokit";
import type { RepositoryName } from "./repositories";

export interface FileCommit {
  sha: string;
  /** Login of the author, or the name in the commit where GitHub knows no account. */
  login: string;
  committedAt: Date;
}

/** The newest commits that changed a file, seen from a commit, newest first. */
export async function listFileCommits(octokit: Octokit, { owner, name }: RepositoryName, sha: string, path: string): Promise<FileCommit[]> {
  const { data } = await octokit.rest.repos.listCommits({ owner, repo: name, sha, path, per_page: 30 });
  return data.map(({ sha: commitSha, author, commit }) => ({
    sha: commitSha,
    login: author?.login ?? commit.author?.name ?? "ghost",
    committedAt: new Date(commit.committer?.date ?? commit.author?.date ?? 0),
  }));
}

/** SHAs that are behind one commit and not behind an older one; null when GitHub has no way between the two any more. */
export async function listCommitsBetween(
  octokit: Octokit,
  { owner, name }: RepositoryName,
  before: string,
  after: string,
): Promise<Set<string> | null> {
  try {
    const { data } = await octokit.rest.repos.compareCommitsWithBasehead({ owner, repo: name, basehead: `${before}...${after}` });
    return new Set(data.commits.map(({ sha }) => sha));
  } catch (error) {
    if (githubStatus(error) === 404) return null;
    throw error;
  }
}

import type { Octokit } from "./octokit";
import type { RepositoryName } from "./repositories";

export interface CommitPerson {
  name: string;
  email: string;
  /** ISO 8601, as GitHub gives it. */
  date: string;
}

export interface GithubCommit {
  sha: string;
  tree: string;
  parents: string[];
  message: string;
  author: CommitPerson;
  committer: CommitPerson;
}

export async function readCommit(octokit: Octokit, { owner, name }: RepositoryName, sha: string): Promise<GithubCommit> {
  const { data } = await octokit.rest.git.getCommit({ owner, repo: name, commit_sha: sha });
  return {
    sha: data.sha,
    tree: data.tree.sha,
    parents: data.parents.map((parent) => parent.sha),
    message: data.message,
    author: data.author,
    committer: data.committer,
  };
}

export interface NewCommit {
  /** The commit whose tree is taken over, except for one file. */
  base: GithubCommit;
  path: string;
  content: Uint8Array;
  parents: string[];
  message: string;
  author: CommitPerson;
  committer: CommitPerson;
}

/** Writes a commit that differs from `base` in one file; no branch points at it yet. Safe to repeat: the same parts give the same SHA. */
export async function writeCommit(octokit: Octokit, { owner, name }: RepositoryName, commit: NewCommit): Promise<string> {
  const repo = { owner, repo: name };
  const blob = await octokit.rest.git.createBlob({ ...repo, content: Buffer.from(commit.content).toString("base64"), encoding: "base64" });
  const tree = await octokit.rest.git.createTree({
    ...repo,
    base_tree: commit.base.tree,
    tree: [{ path: commit.path, mode: "100644", type: "blob", sha: blob.data.sha }],
  });
  const { parents, message, author, committer } = commit;
  const created = await octokit.rest.git.createCommit({ ...repo, message, tree: tree.data.sha, parents, author, committer });
  return created.data.sha;
}

/** Moves a branch only if it is where we saw it (GraphQL `updateRefs` with `beforeOid`); never by REST force. */
export async function moveBranch(
  octokit: Octokit,
  repositoryNodeId: string,
  move: { branch: string; before: string; after: string; isForced: boolean },
): Promise<void> {
  await octokit.graphql("mutation Move($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }", {
    input: {
      repositoryId: repositoryNodeId,
      refUpdates: [{ name: `refs/heads/${move.branch}`, beforeOid: move.before, afterOid: move.after, force: move.isForced }],
    },
  });
}

/** Adds a commit to a branch only if it is where we saw it (GraphQL `createCommitOnBranch`); signed by GitHub. */
export async function commitOnBranch(
  octokit: Octokit,
  { owner, name }: RepositoryName,
  commit: { branch: string; head: string; headline: string; body: string; path: string; content: Uint8Array },
): Promise<string> {
  const result = await octokit.graphql<{ createCommitOnBranch: { commit: { oid: string } } }>(
    "mutation Commit($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }",
    {
      input: {
        branch: { repositoryNameWithOwner: `${owner}/${name}`, branchName: commit.branch },
        expectedHeadOid: commit.head,
        message: { headline: commit.headline, body: commit.body },
        fileChanges: { additions: [{ path: commit.path, contents: Buffer.from(commit.content).toString("base64") }] },
      },
    },
  );
  return result.createCommitOnBranch.commit.oid;
}

/**
 * The commits from one place to another, newest first and a hundred at most, how many there are, and whether the first was left
 * behind. Not by pages: those begin with the oldest commit; without them the last is taken to be the newest, which GitHub's description leaves open.
 */
export async function compareCommits(
  octokit: Octokit,
  { owner, name }: RepositoryName,
  from: string,
  to: string,
): Promise<{ commits: { sha: string; subject: string; author: string }[]; total: number; isRewritten: boolean }> {
  const { data } = await octokit.rest.repos.compareCommitsWithBasehead({ owner, repo: name, basehead: `${from}...${to}` });
  const commits = data.commits.slice(-100).map(({ sha, commit, author }) => ({
    sha,
    subject: commit.message.split("\n")[0] ?? "",
    author: author?.login ?? commit.author?.name ?? "ghost",
  }));
  return { commits: commits.reverse(), total: data.total_commits, isRewritten: data.status !== "ahead" && data.status !== "identical" };
}

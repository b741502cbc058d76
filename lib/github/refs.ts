import type { Octokit } from "./octokit";
import type { RepositoryName } from "./repositories";

/** A branch or tag with the commit it leads to. */
export interface GithubRef {
  /** `refs/heads/main`, `refs/tags/v1.2.0` */
  name: string;
  /** The commit, peeled through an annotated tag. */
  sha: string;
  committedAt: Date;
  subject: string;
  author: string;
}

interface CommitTarget {
  __typename: "Commit";
  oid: string;
  committedDate: string;
  messageHeadline: string;
  author: { name: string | null; user: { login: string } | null } | null;
}
interface RefPage {
  repository: {
    refs: {
      nodes: {
        name: string;
        target: CommitTarget | { __typename: "Tag"; target: CommitTarget | { __typename: string } } | { __typename: string };
      }[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    } | null;
  };
}

const QUERY = `query Refs($owner: String!, $name: String!, $prefix: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    refs(refPrefix: $prefix, first: 100, after: $after) {
      nodes { name target { __typename ...Commit ... on Tag { target { __typename ...Commit } } } }
      pageInfo { hasNextPage endCursor }
    }
  }
}
fragment Commit on Commit { oid committedDate messageHeadline author { name user { login } } }`;

/** All branches and tags with their commits, a hundred a request. */
export async function listRefs(octokit: Octokit, { owner, name }: RepositoryName): Promise<GithubRef[]> {
  const refs: GithubRef[] = [];
  for (const prefix of ["refs/heads/", "refs/tags/"]) {
    let after: string | null = null;
    do {
      const page: RefPage = await octokit.graphql<RefPage>(QUERY, { owner, name, prefix, after });
      const connection = page.repository.refs;
      for (const node of connection?.nodes ?? []) {
        const commit = commitOf(node.target);
        if (commit)
          refs.push({
            name: prefix + node.name,
            sha: commit.oid,
            committedAt: new Date(commit.committedDate),
            subject: commit.messageHeadline,
            author: commit.author?.user?.login ?? commit.author?.name ?? "ghost",
          });
      }
      after = connection?.pageInfo.hasNextPage ? connection.pageInfo.endCursor : null;
    } while (after);
  }
  return refs;
}

/** The commit a branch points at right now, or null when the branch is gone. */
export function readBranchHead(octokit: Octokit, repository: RepositoryName, branch: string): Promise<string | null> {
  return readRefHead(octokit, repository, `refs/heads/${branch}`);
}

/** The commit a branch or tag leads to right now, peeled; null when it is gone. */
export async function readRefHead(octokit: Octokit, { owner, name }: RepositoryName, ref: string): Promise<string | null> {
  const { repository } = await octokit.graphql<{ repository: { ref: { target: { oid: string; target?: { oid: string } } } | null } }>(
    `query Head($owner: String!, $name: String!, $ref: String!) { repository(owner: $owner, name: $name) { ref(qualifiedName: $ref) {
      target { oid ... on Tag { target { oid } } } } } }`,
    { owner, name, ref },
  );
  const target = repository.ref?.target;
  return target?.target?.oid ?? target?.oid ?? null;
}

/** Tags of trees and blobs exist; they name no candidate. */
function commitOf(
  target: RefPage["repository"]["refs"] extends { nodes: (infer N)[] } | null ? (N extends { target: infer T } ? T : never) : never,
): CommitTarget | null {
  if (isCommit(target)) return target;
  return "target" in target && isCommit(target.target) ? target.target : null;
}

const isCommit = (target: { __typename: string }): target is CommitTarget => target.__typename === "Commit";

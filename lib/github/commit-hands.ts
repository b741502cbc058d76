import { AppError } from "@/lib/errors/app-error";
import type { GithubAccount } from "./accounts";
import type { Octokit } from "./octokit";
import type { RepositoryName } from "./repositories";

/** Somebody who had a hand in a commit. */
export interface CommitHand extends GithubAccount {
  /** Completes "… is": the author of 7c3e1f9. */
  part: string;
}

interface Signature {
  user: { databaseId: number | null; login: string } | null;
}
interface HandsAnswer {
  repository: { object: { authors?: { nodes: Signature[] }; committer?: Signature | null } | null };
}

/** GitHub's own account, which commits what is done on its pages. */
const WEB_FLOW = "web-flow";

/**
 * The accounts behind a commit: its author, its co-authors by the trailers, its committer. Who has no account is left out. Throws
 * where GitHub does not know the commit, or not yet: nobody would be somebody's answer for ever.
 */
export async function readCommitHands(octokit: Octokit, { owner, name }: RepositoryName, sha: string): Promise<CommitHand[]> {
  const { repository } = await octokit.graphql<HandsAnswer>(
    `query Hands($owner: String!, $name: String!, $sha: GitObjectID!) { repository(owner: $owner, name: $name) { object(oid: $sha) { ... on Commit {
      authors(first: 50) { nodes { user { databaseId login } } } committer { user { databaseId login } } } } } }`,
    { owner, name, sha },
  );
  const short = sha.slice(0, 7);
  if (!repository.object) throw new AppError("upstream", `GitHub does not say yet who wrote ${short}. Try again in a minute.`);
  const [author, ...others] = repository.object.authors?.nodes ?? [];
  const signed: [string, Signature | null | undefined][] = [
    [`the author of ${short}`, author],
    ...others.map((other): [string, Signature] => [`a co-author of ${short}`, other]),
    [`the committer of ${short}`, repository.object.committer],
  ];
  const hands = new Map<string, CommitHand>();
  for (const [part, signature] of signed) {
    const { databaseId, login } = signature?.user ?? { databaseId: null, login: "" };
    const githubId = String(databaseId);
    if (databaseId !== null && login !== WEB_FLOW && !hands.has(githubId)) hands.set(githubId, { githubId, login, part });
  }
  return [...hands.values()];
}

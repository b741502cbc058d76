import type { GithubAccount } from "./accounts";
import type { Octokit } from "./octokit";
import type { RepositoryName } from "./repositories";

/** GitHub's own committer of what is made on its pages and by its merges. */
const GITHUB_ITSELF = "web-flow";

/** Author and committer of a commit, as far as GitHub knows their accounts; `part` completes "is …". */
export async function readCommitHands(
  octokit: Octokit,
  { owner, name }: RepositoryName,
  sha: string,
): Promise<(GithubAccount & { part: string })[]> {
  const { data } = await octokit.rest.repos.getCommit({ owner, repo: name, ref: sha });
  const toHand = (account: typeof data.author, word: string) =>
    account && "login" in account && account.login && account.login !== GITHUB_ITSELF
      ? [{ githubId: String(account.id), login: account.login, part: `the ${word} of ${sha.slice(0, 7)}` }]
      : [];
  return [...toHand(data.author, "author"), ...toHand(data.committer, "committer")];
}

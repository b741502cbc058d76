import { type GithubAccount, toAccount } from "./accounts";
import type { Octokit } from "./octokit";
import type { RepositoryName } from "./repositories";

/** Where somebody stands on a pull request: the last thing they said that was no mere comment. */
export interface ReviewState extends GithubAccount {
  state: "approved" | "changes-requested" | "dismissed";
  /** The commit they looked at; null where it is gone. */
  sha: string | null;
  at: Date | null;
}

const STATES: Record<string, ReviewState["state"]> = {
  APPROVED: "approved",
  CHANGES_REQUESTED: "changes-requested",
  DISMISSED: "dismissed",
};

/** The standing reviews of a pull request, one of each person. */
export async function readReviews(octokit: Octokit, { owner, name }: RepositoryName, number: number): Promise<ReviewState[]> {
  const reviews = await octokit.paginate(octokit.rest.pulls.listReviews, { owner, repo: name, pull_number: number, per_page: 100 });
  const latest = new Map<number, ReviewState>();
  // GitHub lists them from the first to the last.
  for (const { user, state, commit_id: sha, submitted_at: at } of reviews) {
    const said = STATES[state];
    if (user && said) latest.set(user.id, { ...toAccount(user), state: said, sha, at: at ? new Date(at) : null });
  }
  return [...latest.values()];
}

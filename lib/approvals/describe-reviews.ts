import type { CheckState } from "@/lib/runs/run-state";

/** Where somebody stands on a pull request on GitHub. */
export interface StandingReview {
  login: string;
  state: "approved" | "changes-requested" | "dismissed";
  /** The commit they looked at; null where it is gone. */
  sha: string | null;
}

/** GitHub's own reviews of a release pull request, as one gate: who approved, who requests changes, and on which commit. */
export function describeReviews(reviews: StandingReview[], headSha: string): { state: CheckState; sentence: string } {
  const who = (state: StandingReview["state"], isCurrent = true) =>
    reviews.filter((review) => review.state === state && (review.sha === headSha) === isCurrent).map(({ login }) => login);
  const [approved, earlier] = [who("approved"), who("approved", false)];
  const refused = [...who("changes-requested"), ...who("changes-requested", false)];
  if (refused.length > 0)
    return { state: "failed", sentence: `${list(refused)} ${refused.length === 1 ? "requests" : "request"} changes.` };
  if (approved.length > 0) return { state: "passed", sentence: `Approved by ${list(approved)} on this commit.` };
  if (earlier.length > 0) return { state: "needs-person", sentence: `Approved by ${list(earlier)} on an earlier commit.` };
  return { state: "waiting", sentence: "Nobody has reviewed it." };
}

const list = (names: string[]) => (names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`);

import { expect, test } from "vitest";
import { describeReviews, type StandingReview } from "./describe-reviews";

const review = (login: string, state: StandingReview["state"], sha = "now"): StandingReview => ({ login, state, sha });

for (const [name, reviews, state, sentence] of [
  ["nobody", [], "waiting", "Nobody has reviewed it."],
  ["approved here", [review("demo-lead", "approved")], "passed", "Approved by demo-lead on this commit."],
  ["approved before a push", [review("demo-lead", "approved", "then")], "needs-person", "Approved by demo-lead on an earlier commit."],
  [
    "changes requested weigh more than approvals, also of an earlier commit",
    [review("demo-lead", "approved"), review("demo-qa", "changes-requested", "then")],
    "failed",
    "demo-qa requests changes.",
  ],
  ["two", [review("demo-lead", "approved"), review("demo-qa", "approved")], "passed", "Approved by demo-lead and demo-qa on this commit."],
  ["dismissed", [review("demo-lead", "dismissed")], "waiting", "Nobody has reviewed it."],
] as [string, StandingReview[], string, string][])
  test(`GitHub's reviews of a release pull request: ${name}`, () => expect(describeReviews(reviews, "now")).toEqual({ state, sentence }));

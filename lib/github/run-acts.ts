import type { PendingEnvironment } from "@/lib/runs/run-remains";
import type { Octokit } from "./octokit";
import type { RepositoryName } from "./repositories";

/** Begins a new attempt of a run: of all its jobs, or of those that failed and what needs them. */
export async function rerun(octokit: Octokit, { owner, name }: RepositoryName, runId: bigint, what: "all" | "failed"): Promise<void> {
  const where = { owner, repo: name, run_id: Number(runId) };
  if (what === "failed") await octokit.rest.actions.reRunWorkflowFailedJobs(where);
  else await octokit.rest.actions.reRunWorkflow(where);
}

/** Asks GitHub to cancel a run; it ends a moment later. */
export async function cancel(octokit: Octokit, { owner, name }: RepositoryName, runId: bigint): Promise<void> {
  await octokit.rest.actions.cancelWorkflowRun({ owner, repo: name, run_id: Number(runId) });
}

/** What a run waits for, as the person sees it who asks. */
export async function listPendingEnvironments(
  octokit: Octokit,
  { owner, name }: RepositoryName,
  runId: bigint,
): Promise<PendingEnvironment[]> {
  const { data } = await octokit.rest.actions.getPendingDeploymentsForRun({ owner, repo: name, run_id: Number(runId) });
  return data.map(({ environment, reviewers, current_user_can_approve }) => ({
    id: environment.id ?? 0,
    name: environment.name ?? "",
    reviewers: reviewers.flatMap(({ reviewer }) => (reviewer ? ["login" in reviewer ? reviewer.login : reviewer.name] : [])),
    canReview: current_user_can_approve,
  }));
}

/** Lets the jobs that wait for these environments go on, or ends them. */
export async function reviewEnvironments(
  octokit: Octokit,
  { owner, name }: RepositoryName,
  runId: bigint,
  review: { environmentIds: number[]; isApproved: boolean; comment: string },
): Promise<void> {
  await octokit.rest.actions.reviewPendingDeploymentsForRun({
    owner,
    repo: name,
    run_id: Number(runId),
    environment_ids: review.environmentIds,
    state: review.isApproved ? "approved" : "rejected",
    comment: review.comment,
  });
}

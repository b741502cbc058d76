import type { CommitRuns, RunSummary, WorkflowRuns } from "./run-views";

const RUNS_OF_A_WORKFLOW = 10;

/** Puts runs, newest first, under their commits: of each workflow the newest counts, what it replaced stands behind it. */
export function byCommit(runs: RunSummary[], versions: Map<string, string>): CommitRuns[] {
  const commits = new Map<string, CommitRuns>();
  for (const run of runs) {
    const commit = commits.get(run.headSha) ?? { sha: run.headSha, version: versions.get(run.headSha) ?? null, latest: [], earlier: [] };
    commits.set(run.headSha, commit);
    const isReplaced = commit.latest.some(({ workflowId }) => workflowId === run.workflowId);
    commit[isReplaced ? "earlier" : "latest"].push(run);
  }
  return [...commits.values()];
}

/** The same runs by their workflows, in the order in which these last ran. */
export function byWorkflow(runs: RunSummary[]): WorkflowRuns[] {
  const workflows = new Map<string, WorkflowRuns>();
  for (const run of runs) {
    const held = workflows.get(run.workflowId);
    const workflow = held ?? { workflowId: run.workflowId, name: run.workflowName, class: run.class, usual: run.usual, runs: [] };
    workflows.set(run.workflowId, workflow);
    if (workflow.runs.length < RUNS_OF_A_WORKFLOW) workflow.runs.push(run);
  }
  return [...workflows.values()];
}

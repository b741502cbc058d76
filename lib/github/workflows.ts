import { githubStatus } from "./github-error";
import type { Octokit } from "./octokit";
import type { RepositoryName } from "./repositories";

export interface Workflow {
  id: number;
  name: string;
  /** `.github/workflows/ci.yml`; GitHub's own ones stand elsewhere. */
  path: string;
}

/** Workflows that can run; those that somebody switched off cannot. */
export async function listWorkflows(octokit: Octokit, { owner, name }: RepositoryName): Promise<Workflow[]> {
  const workflows = await octokit.paginate(octokit.rest.actions.listRepoWorkflows, { owner, repo: name, per_page: 100 });
  return workflows.filter(({ state }) => state === "active").map(({ id, name: title, path }) => ({ id, name: title, path }));
}

/** Names of a repository's environments. */
export async function listEnvironments(octokit: Octokit, { owner, name }: RepositoryName): Promise<string[]> {
  const { data } = await octokit.rest.repos.getAllEnvironments({ owner, repo: name, per_page: 100 });
  return (data.environments ?? []).map((environment) => environment.name);
}

/**
 * Dispatches a workflow and answers with its run; null where the server is too old to name it (GHES before 3.21), whose
 * run has to be looked for.
 */
export async function dispatchWorkflow(
  octokit: Octokit,
  { owner, name }: RepositoryName,
  workflowId: number,
  { ref, inputs }: { ref: string; inputs: Record<string, string> },
): Promise<bigint | null> {
  const request = { owner, repo: name, workflow_id: workflowId, ref, inputs };
  try {
    const { data } = await octokit.rest.actions.createWorkflowDispatch({ ...request, return_run_details: true });
    const answer = data as { workflow_run_id?: number } | undefined;
    return answer?.workflow_run_id === undefined ? null : BigInt(answer.workflow_run_id);
  } catch (error) {
    // It refuses a field that it does not know before it does anything.
    if (githubStatus(error) !== 400) throw error;
    await octokit.rest.actions.createWorkflowDispatch(request);
    return null;
  }
}

/** The newest run of a workflow; 0 when it has never run. Later runs have higher ids. */
export async function newestRunOf(octokit: Octokit, { owner, name }: RepositoryName, workflowId: number): Promise<bigint> {
  const { data } = await octokit.rest.actions.listWorkflowRuns({ owner, repo: name, workflow_id: workflowId, per_page: 1 });
  return BigInt(data.workflow_runs[0]?.id ?? 0);
}

/** Runs that this person dispatched on a branch or tag after another run, newest first. */
export async function listDispatchedRuns(
  octokit: Octokit,
  { owner, name }: RepositoryName,
  { workflowId, ref, actor, after }: { workflowId: number; ref: string; actor: string; after: bigint },
): Promise<bigint[]> {
  const { data } = await octokit.rest.actions.listWorkflowRuns({
    owner,
    repo: name,
    workflow_id: workflowId,
    event: "workflow_dispatch",
    branch: ref.replace(/^refs\/(?:heads|tags)\//, ""),
    actor,
    per_page: 20,
  });
  return data.workflow_runs.map(({ id }) => BigInt(id)).filter((id) => id > after);
}

import type { components } from "@octokit/openapi-types";
import type { RunJob, RunState, Step } from "@/lib/runs/run-state";
import { githubStatus } from "./github-error";
import type { Octokit } from "./octokit";
import type { RepositoryName } from "./repositories";

/** A list that may be unchanged since its ETag; `null` items say so, at no cost of the request limit. */
export interface Conditional<T> {
  etag: string | null;
  items: T[] | null;
}

/** Runs that one look lists: the newest. */
export const RUNS_OF_PAGE = 50;

/** The newest runs; `null` when another repository has this name by now (GitHub gives a name that was left to whoever takes it). */
export async function listRuns(
  octokit: Octokit,
  { owner, name, githubId }: RepositoryName & { githubId: bigint },
  etag: string | null,
): Promise<Conditional<RunState> | null> {
  let isForeign = false;
  const page = await conditionally(etag, async (headers) => {
    const response = await octokit.rest.actions.listWorkflowRunsForRepo({ owner, repo: name, per_page: RUNS_OF_PAGE, headers });
    const runs = response.data.workflow_runs;
    isForeign = runs.some(({ repository }) => BigInt(repository.id) !== githubId);
    return { etag: response.headers.etag ?? null, items: runs.map(toRun) };
  });
  return isForeign ? null : page;
}

export async function listRunsOfCommit(octokit: Octokit, { owner, name }: RepositoryName, sha: string): Promise<RunState[]> {
  const runs = await octokit.paginate(octokit.rest.actions.listWorkflowRunsForRepo, { owner, repo: name, head_sha: sha, per_page: 100 });
  return runs.map(toRun);
}

export async function readRun(octokit: Octokit, { owner, name }: RepositoryName, runId: bigint): Promise<RunState> {
  const { data } = await octokit.rest.actions.getWorkflowRun({ owner, repo: name, run_id: Number(runId) });
  return toRun(data);
}

export async function readJob(octokit: Octokit, { owner, name }: RepositoryName, jobId: bigint): Promise<RunJob> {
  const { data } = await octokit.rest.actions.getJobForWorkflowRun({ owner, repo: name, job_id: Number(jobId) });
  return toJob(data);
}

/** Jobs of the newest attempt, with their steps. */
export async function listJobs(octokit: Octokit, { owner, name }: RepositoryName, runId: bigint): Promise<RunJob[]> {
  const jobs = await octokit.paginate(octokit.rest.actions.listJobsForWorkflowRun, {
    owner,
    repo: name,
    run_id: Number(runId),
    per_page: 100,
  });
  return jobs.map(toJob);
}

/** How an earlier attempt of a run ended. */
export async function readAttempt(octokit: Octokit, { owner, name }: RepositoryName, runId: bigint, attempt: number): Promise<RunState> {
  const { data } = await octokit.rest.actions.getWorkflowRunAttempt({ owner, repo: name, run_id: Number(runId), attempt_number: attempt });
  return toRun(data);
}

/** Jobs of one attempt; those that were not run again keep the attempt they ran in. */
export async function listJobsOfAttempt(
  octokit: Octokit,
  { owner, name }: RepositoryName,
  runId: bigint,
  attempt: number,
): Promise<RunJob[]> {
  const where = { owner, repo: name, run_id: Number(runId), attempt_number: attempt, per_page: 100 };
  return (await octokit.paginate(octokit.rest.actions.listJobsForWorkflowRunAttempt, where)).map(toJob);
}

export interface GithubPull {
  number: number;
  title: string;
  headRef: string;
  headSha: string;
  baseRef: string;
  author: string;
  labels: string[];
  url: string;
  createdAt: Date;
}

export async function listOpenPulls(octokit: Octokit, { owner, name }: RepositoryName): Promise<GithubPull[]> {
  const pulls = await octokit.paginate(octokit.rest.pulls.list, { owner, repo: name, state: "open", per_page: 100 });
  // A stranger's fork proposes no release of ours.
  return pulls
    .filter(({ head, base }) => head.repo?.id === base.repo.id)
    .map((pull) => ({
      number: pull.number,
      title: pull.title,
      headRef: pull.head.ref,
      headSha: pull.head.sha,
      baseRef: pull.base.ref,
      author: pull.user?.login ?? "ghost",
      labels: pull.labels.map(({ name: label }) => label),
      url: pull.html_url,
      createdAt: new Date(pull.created_at),
    }));
}

async function conditionally<T>(
  etag: string | null,
  call: (headers: Record<string, string>) => Promise<Conditional<T>>,
): Promise<Conditional<T>> {
  try {
    return await call(etag ? { "if-none-match": etag } : {});
  } catch (error) {
    if (githubStatus(error) === 304) return { etag, items: null };
    throw error;
  }
}

/** Reshapes GitHub's run; also used for webhook payloads, which carry the same shape. */
export function toRun(raw: Omit<components["schemas"]["workflow-run"], "pull_requests">): RunState {
  return {
    id: BigInt(raw.id),
    workflowId: BigInt(raw.workflow_id),
    workflowName: raw.name ?? raw.path,
    number: raw.run_number,
    attempt: raw.run_attempt ?? 1,
    event: raw.event,
    branch: raw.head_branch,
    headSha: raw.head_sha,
    // Older servers send no title of their own.
    title: raw.display_title ?? raw.head_commit?.message.split("\n")[0] ?? raw.name ?? raw.path,
    actor: raw.triggering_actor?.login ?? raw.actor?.login ?? "ghost",
    status: raw.status ?? "queued",
    conclusion: raw.conclusion,
    url: raw.html_url,
    createdAt: new Date(raw.created_at),
    startedAt: new Date(raw.run_started_at ?? raw.created_at),
    updatedAt: new Date(raw.updated_at),
  };
}

export function toJob(raw: components["schemas"]["job"]): RunJob {
  return {
    id: BigInt(raw.id),
    runId: BigInt(raw.run_id),
    attempt: raw.run_attempt ?? 1,
    name: raw.name,
    status: raw.status,
    conclusion: raw.conclusion,
    url: raw.html_url,
    startedAt: raw.status === "queued" || raw.status === "waiting" ? null : new Date(raw.started_at),
    completedAt: raw.completed_at ? new Date(raw.completed_at) : null,
    steps: (raw.steps ?? []).map(
      (step): Step => ({
        number: step.number,
        name: step.name,
        status: step.status,
        conclusion: step.conclusion,
        startedAt: step.started_at ?? null,
        completedAt: step.completed_at ?? null,
      }),
    ),
  };
}

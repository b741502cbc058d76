import { path, readJson } from "@/components/queries";
import type { JobLogText, RunRemains } from "@/lib/runs/run-remains";
import type { RunPageView, RunsPageView, WorkflowForm } from "@/lib/runs/run-views";

/** What a repository ran, newest first. */
export const runsQuery = (owner: string, name: string) => ({
  queryKey: ["runs", owner, name],
  queryFn: () => readJson<RunsPageView>(`/api/repositories/${path(owner, name)}/runs`),
});

export const runQuery = (owner: string, name: string, runId: string, attempt: number | null) => ({
  queryKey: ["run", owner, name, runId, attempt],
  queryFn: () => readJson<RunPageView>(`/api/repositories/${path(owner, name)}/runs/${path(runId)}${attempt ? `?attempt=${attempt}` : ""}`),
});

/** What GitHub keeps of a run; `mark` says how far the run was, so that it is asked anew when it has come further. */
export const runRemainsQuery = (owner: string, name: string, runId: string, mark: string) => ({
  queryKey: ["run-remains", runId, mark],
  queryFn: () => readJson<RunRemains>(`/api/repositories/${path(owner, name)}/runs/${path(runId)}/remains`),
});

/** The log of a job that has ended never changes. */
export const jobLogQuery = (owner: string, name: string, runId: string, jobId: string) => ({
  queryKey: ["job-log", jobId],
  queryFn: () => readJson<JobLogText>(`/api/repositories/${path(owner, name)}/runs/${path(runId)}/jobs/${path(jobId)}/log`),
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
});

/** What can be started by hand on a branch or tag, as it stands there now. */
export const workflowFormsQuery = (owner: string, name: string, ref: string) => ({
  queryKey: ["workflow-forms", owner, name, ref],
  queryFn: () => readJson<WorkflowForm[]>(`/api/repositories/${path(owner, name)}/workflows?ref=${encodeURIComponent(ref)}`),
  staleTime: 0,
  retry: false,
});

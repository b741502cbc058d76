import type { CheckRule } from "../check-rules";
import { judgeRun } from "../judge-run";
import type { RunState } from "../run-state";
import type { RunSummary } from "../run-views";

/** As it is kept: with the time of the last word on it, and a time of creation that no summary needs. */
type RunRow = Omit<RunState, "createdAt"> & { checkedAt: Date; jobsReadOf: number | null };

/** Columns a summary needs of a run's jobs. */
export const JOB_OUTCOME = { name: true, attempt: true, status: true, conclusion: true, id: true } as const;

/** A mirrored run in one line, judged by the repository's rules. */
export function toRunSummary(
  run: RunRow,
  jobs: { name: string; status: string; conclusion: string | null }[],
  { rules, usual }: { rules: CheckRule[]; usual: Map<bigint, number> },
): RunSummary {
  return {
    id: String(run.id),
    workflowId: String(run.workflowId),
    workflowName: run.workflowName,
    number: run.number,
    attempt: run.attempt,
    event: run.event,
    title: run.title,
    actor: run.actor,
    branch: run.branch,
    headSha: run.headSha,
    ...judgeRun(run, jobs, rules),
    url: run.url,
    startedAt: run.startedAt.toISOString(),
    endedAt: run.status === "completed" ? run.updatedAt.toISOString() : null,
    checkedAt: run.checkedAt.toISOString(),
    usual: usual.get(run.workflowId) ?? null,
  };
}

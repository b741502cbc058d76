import type { Tx } from "@/lib/db/client";
import { classOf, listMissingPatterns } from "@/lib/runs/check-rules";
import { judgeRun } from "@/lib/runs/judge-run";
import { newestJobs } from "@/lib/runs/newest-jobs";
import { checkState } from "@/lib/runs/run-state";
import { listCheckRules } from "@/lib/runs/server/list-check-rules";
import type { DecisionCheck } from "../facts";
import type { RoomCheck } from "../room-view";

/** Every check of a commit but the hidden ones: the latest run of each workflow, jobs that are required by name, what other Apps say, and what must pass and never began; without the runs of its own tag. */
export async function listDecisionChecks(tx: Tx, repositoryId: string, sha: string, tag: string | null = null): Promise<RoomCheck[]> {
  // One after the other: a transaction has one connection.
  const rules = await listCheckRules(repositoryId, tx);
  const runs = await tx.workflowRun.findMany({
    where: { repositoryId, headSha: sha, ...(tag === null ? {} : { OR: [{ branch: null }, { branch: { not: tag } }] }) },
    include: { jobs: { omit: { steps: true } } },
    orderBy: { id: "desc" },
  });
  const checks = await tx.check.findMany({ where: { repositoryId, sha }, orderBy: [{ app: "asc" }, { name: "asc" }] });
  const latest = runs.filter((run, at) => runs.findIndex(({ workflowId }) => workflowId === run.workflowId) === at);
  const ofRuns = latest.flatMap((run): RoomCheck[] => {
    const jobs = newestJobs(run.jobs);
    const { state, class: own } = judgeRun(run, jobs, rules);
    const required = jobs.filter((job) => classOf(rules, run.workflowName, job.name) === "required" && own !== "required");
    return [
      ...toShown(own, {
        name: run.workflowName,
        state,
        checkedAt: run.checkedAt,
        endedAt: run.status === "completed" ? run.updatedAt : null,
        url: run.url,
      }),
      ...required.flatMap((job) =>
        toShown("required", {
          name: `${run.workflowName} / ${job.name}`,
          // It may run again in an attempt whose jobs are not all read.
          state: job.attempt < run.attempt && run.jobsReadOf !== run.attempt ? "waiting" : checkState(job),
          checkedAt: job.checkedAt,
          endedAt: job.completedAt,
          url: job.url,
        }),
      ),
    ];
  });
  const ofApps = checks.flatMap((check) =>
    toShown(classOf(rules, check.name), {
      name: check.name,
      state: checkState(check),
      checkedAt: check.checkedAt,
      endedAt: check.completedAt,
      url: check.url,
    }),
  );
  const begun = [
    ...latest.map(({ workflowName }) => ({ workflow: workflowName })),
    ...latest.flatMap((run) => newestJobs(run.jobs).map(({ name }) => ({ workflow: run.workflowName, job: name }))),
    ...checks.map(({ name }) => ({ workflow: name })),
  ];
  const missing = listMissingPatterns(rules, begun).map(
    (name): RoomCheck => ({ name, class: "required", state: "waiting", checkedAt: null, endedAt: null, url: null }),
  );
  return [...ofRuns, ...ofApps, ...missing];
}

interface Shown extends Omit<RoomCheck, "class" | "checkedAt" | "endedAt"> {
  checkedAt: Date;
  endedAt: Date | null;
}

function toShown(own: ReturnType<typeof classOf>, { checkedAt, endedAt, ...check }: Shown): RoomCheck[] {
  if (own === "hidden") return [];
  return [{ ...check, class: own, checkedAt: checkedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null }];
}

/** Of these, the ones that a decision waits for. */
export function listCounting(checks: RoomCheck[]): DecisionCheck[] {
  return checks.flatMap(({ name, class: own, state }) => (own === "allowed-to-fail" ? [] : [{ name, class: own, state }]));
}

import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/db/client";
import { environment } from "@/lib/env/environment";
import { AppError } from "@/lib/errors/app-error";
import { type CheckRule, classOf } from "../check-rules";
import { newestJobs } from "../newest-jobs";
import { checkState } from "../run-state";
import type { AttemptView, RunPageView } from "../run-views";
import { findReadableRun, runRights } from "./find-readable-run";
import { listCheckRules } from "./list-check-rules";
import { listUsualDurations, listUsualJobDurations } from "./list-usual-durations";
import { toJobView } from "./to-job-view";
import { toRunSummary } from "./to-run-summary";

/** One run with the jobs of one attempt: the newest, unless an earlier one is asked for. */
export async function getRun(actor: Actor, owner: string, name: string, runId: string, asked: number | null): Promise<RunPageView> {
  const run = await findReadableRun(actor, runId);
  const { repository } = run;
  if (repository.owner !== owner || repository.name !== name)
    throw new AppError("not-found", `${owner}/${name} has no run ${runId}, or you may not see it.`);
  const attempt = asked !== null && asked >= 1 && asked <= run.attempt ? asked : run.attempt;
  const [jobs, rules, usual, usualJobs, attempts, candidate, rights] = await Promise.all([
    database().workflowJob.findMany({ where: { runId: run.id } }),
    listCheckRules(repository.id),
    listUsualDurations(repository.id, [run.workflowId]),
    listUsualJobDurations(repository.id, run.workflowId),
    listAttempts(run),
    database().candidate.findFirst({
      where: { sha: run.headSha, release: { repositoryId: repository.id } },
      select: { release: { select: { version: true } } },
      orderBy: { proposedAt: "desc" },
    }),
    runRights(actor, repository),
  ]);
  const shown = newestJobs(jobs, attempt);
  return {
    repositoryId: repository.id,
    owner,
    name,
    repositoryUrl: `${environment().GITHUB_URL}/${owner}/${name}`,
    version: candidate?.release.version ?? null,
    run: toRunSummary(run, newestJobs(jobs), { rules, usual }),
    attempts,
    attempt,
    jobs: shown.map((job) => ({
      ...toJobView(job),
      class: classOf(rules satisfies CheckRule[], run.workflowName, job.name),
      attempt: job.attempt,
      usual: usualJobs.get(job.name) ?? null,
    })),
    ...rights,
  };
}

/** Every attempt as it was last seen; what GitHub said of an earlier one stays, whatever the newest one comes to. */
async function listAttempts(run: { id: bigint; attempt: number; status: string; conclusion: string | null; startedAt: Date }) {
  const seen = await database().observation.findMany({
    where: { subject: "run", subjectId: run.id },
    orderBy: { id: "asc" },
    select: { attempt: true, status: true, conclusion: true, stateAt: true },
  });
  return Array.from({ length: run.attempt }, (_, index): AttemptView => {
    const number = index + 1;
    const own = seen.filter(({ attempt }) => attempt === number);
    const isNewest = number === run.attempt;
    const last = isNewest ? run : own.at(-1);
    return {
      number,
      // An earlier attempt is over, whatever was seen of it last.
      state: last && (isNewest || last.status === "completed") ? checkState(last) : "unknown",
      startedAt: (number === run.attempt ? run.startedAt : own[0]?.stateAt)?.toISOString() ?? null,
    };
  });
}

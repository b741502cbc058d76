import type { Actor } from "@/lib/auth/actor";
import { can } from "@/lib/auth/permissions";
import { getRepositoryRole, ROLE_AGE } from "@/lib/auth/server/repository-role";
import { database } from "@/lib/db/client";
import { freshness } from "@/lib/releases/freshness";
import { findReadableRepository } from "@/lib/releases/server/get-repository";
import { byCommit, byWorkflow } from "../arrange-runs";
import { newestJobs } from "../newest-jobs";
import type { RunsPageView } from "../run-views";
import { runRights } from "./find-readable-run";
import { listCheckRules } from "./list-check-rules";
import { listUsualDurations } from "./list-usual-durations";
import { listWaitingDispatches } from "./list-waiting-dispatches";
import { JOB_OUTCOME, toRunSummary } from "./to-run-summary";

const RUNS = 200;

/** The newest runs of a repository, by commit and by workflow, and what was dispatched and has not appeared. */
export async function getRuns(actor: Actor, owner: string, name: string): Promise<RunsPageView> {
  const repository = await findReadableRepository(actor, owner, name);
  const [rows, rules, waiting, rights, role] = await Promise.all([
    database().workflowRun.findMany({
      where: { repositoryId: repository.id },
      // Only what did not pass is judged job by job.
      include: { jobs: { select: JOB_OUTCOME, where: { run: { OR: [{ conclusion: null }, { conclusion: { not: "success" } }] } } } },
      orderBy: { id: "desc" },
      take: RUNS,
    }),
    listCheckRules(repository.id),
    listWaitingDispatches(repository.id),
    runRights(actor, repository),
    getRepositoryRole(actor, repository.id, ROLE_AGE.read),
  ]);
  const usual = await listUsualDurations(
    repository.id,
    rows.map(({ workflowId }) => workflowId),
  );
  const candidates = await database().candidate.findMany({
    where: { release: { repositoryId: repository.id }, sha: { in: rows.map(({ headSha }) => headSha) } },
    select: { sha: true, version: true },
  });
  const runs = rows.map((run) => toRunSummary(run, newestJobs(run.jobs), { rules, usual })).filter((run) => run.class !== "hidden");
  return {
    repositoryId: repository.id,
    owner: repository.owner,
    name: repository.name,
    defaultBranch: repository.defaultBranch,
    commits: byCommit(runs, new Map(candidates.map(({ sha, version }) => [sha, version]))),
    workflows: byWorkflow(runs),
    waiting,
    rules,
    canConfigure: can(role, "repository.configure"),
    ...rights,
    ...freshness(repository, ["runs"]),
  };
}

import { listReleaseEvents } from "@/lib/audit/server/list-events";
import type { Actor } from "@/lib/auth/actor";
import { getRepositoryRole, ROLE_AGE } from "@/lib/auth/server/repository-role";
import { findUndoableCommit } from "@/lib/changelog/server/find-undoable-commit";
import { database } from "@/lib/db/client";
import { environment } from "@/lib/env/environment";
import { AppError } from "@/lib/errors/app-error";
import { classOf } from "@/lib/runs/check-rules";
import { newestJobs } from "@/lib/runs/newest-jobs";
import { listCheckRules } from "@/lib/runs/server/list-check-rules";
import { listLights } from "@/lib/runs/server/list-lights";
import { listUsualDurations } from "@/lib/runs/server/list-usual-durations";
import { toJobView } from "@/lib/runs/server/to-job-view";
import { toRunSummary } from "@/lib/runs/server/to-run-summary";
import { freshness } from "../freshness";
import type { ReleasePageView } from "../release-views";
import { findReadableRepository } from "./get-repository";
import { listChecks } from "./list-checks";
import { listHandEdits } from "./list-hand-edits";
import { toReleaseView } from "./to-release-view";

/** The release screen: its candidates, the runs of the one that is looked at, and its audit list. */
export async function getRelease(actor: Actor, owner: string, name: string, version: string, sha: string | null): Promise<ReleasePageView> {
  const repository = await findReadableRepository(actor, owner, name);
  const row = await database().release.findUnique({
    where: { repositoryId_version: { repositoryId: repository.id, version } },
    include: { candidates: true },
  });
  if (!row) throw new AppError("not-found", `${owner}/${name} has no release ${version}. Look at its candidates for the versions it has.`);
  const lights = await listLights(row.candidates.map((candidate) => ({ repositoryId: repository.id, sha: candidate.sha })));
  const release = toReleaseView(row, lights.get(repository.id) ?? []);
  const selected = release.candidates.find((candidate) => sha !== null && candidate.sha.startsWith(sha)) ?? release.candidates[0] ?? null;
  const runs = selected
    ? await database().workflowRun.findMany({
        where: { repositoryId: repository.id, headSha: selected.sha },
        include: { jobs: true },
        orderBy: { id: "desc" },
      })
    : [];
  const [rules, usual] = await Promise.all([
    listCheckRules(repository.id),
    listUsualDurations(
      repository.id,
      runs.map(({ workflowId }) => workflowId),
    ),
  ]);
  return {
    repositoryId: repository.id,
    owner: repository.owner,
    name: repository.name,
    repositoryUrl: `${environment().GITHUB_URL}/${repository.owner}/${repository.name}`,
    release,
    selected,
    runs: runs
      .map((run) => ({
        ...toRunSummary(run, newestJobs(run.jobs), { rules, usual }),
        jobs: newestJobs(run.jobs).map(toJobView),
      }))
      .filter((run) => run.class !== "hidden"),
    checks: (selected ? await listChecks(repository.id, [selected.sha]) : []).filter(({ name: own }) => classOf(rules, own) !== "hidden"),
    events: await listReleaseEvents(row.id),
    undoable: await findUndoableCommit(repository, row.id, await getRepositoryRole(actor, repository.id, ROLE_AGE.read)),
    handEdits: await listHandEdits(repository, row.candidates),
    ...freshness(repository),
  };
}

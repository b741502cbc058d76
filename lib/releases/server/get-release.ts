import { listReleaseEvents } from "@/lib/audit/server/list-events";
import type { Actor } from "@/lib/auth/actor";
import { getRepositoryRole, ROLE_AGE } from "@/lib/auth/server/repository-role";
import { findUndoableCommit } from "@/lib/changelog/server/find-undoable-commit";
import { database } from "@/lib/db/client";
import { environment } from "@/lib/env/environment";
import { AppError } from "@/lib/errors/app-error";
import type { JobView, ReleasePageView, RunView } from "../release-views";
import { checkState, type Step } from "../runs";
import { freshness } from "./get-home";
import { findReadableRepository } from "./get-repository";
import { listCheckLights } from "./list-check-lights";
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
  const shas = row.candidates.map((candidate) => candidate.sha);
  const allRuns = await database().workflowRun.findMany({
    where: { repositoryId: repository.id, headSha: { in: shas } },
    include: { jobs: true },
    orderBy: { id: "desc" },
  });
  const release = toReleaseView(row, [...allRuns, ...(await listCheckLights([repository.id], shas))]);
  const selected = release.candidates.find((candidate) => sha !== null && candidate.sha.startsWith(sha)) ?? release.candidates[0] ?? null;
  return {
    repositoryId: repository.id,
    owner: repository.owner,
    name: repository.name,
    repositoryUrl: `${environment().GITHUB_URL}/${repository.owner}/${repository.name}`,
    release,
    selected,
    runs: allRuns.filter(({ headSha }) => headSha === selected?.sha).map(toRunView),
    checks: selected ? await listChecks(repository.id, [selected.sha]) : [],
    events: await listReleaseEvents(row.id),
    undoable: await findUndoableCommit(repository, row.id, await getRepositoryRole(actor, repository.id, ROLE_AGE.read)),
    handEdits: await listHandEdits(repository, row.candidates),
    ...freshness(repository),
  };
}

type RunRow = Awaited<ReturnType<typeof loadRun>>;
const loadRun = () => database().workflowRun.findFirstOrThrow({ include: { jobs: true } });

function toRunView(run: RunRow): RunView {
  return {
    id: String(run.id),
    workflowName: run.workflowName,
    number: run.number,
    attempt: run.attempt,
    event: run.event,
    title: run.title,
    actor: run.actor,
    state: checkState(run),
    conclusion: run.conclusion,
    url: run.url,
    startedAt: run.startedAt.toISOString(),
    updatedAt: run.updatedAt.toISOString(),
    checkedAt: run.checkedAt.toISOString(),
    // Jobs that passed before keep the attempt they passed in; a job that was run again replaces its older self.
    jobs: newestByName(run.jobs).map(toJobView),
  };
}

function newestByName(jobs: RunRow["jobs"]): RunRow["jobs"] {
  const newest = new Map<string, RunRow["jobs"][number]>();
  for (const job of [...jobs].sort((a, b) => Number(a.id - b.id))) {
    const held = newest.get(job.name);
    if (!held || job.attempt >= held.attempt) newest.set(job.name, job);
  }
  return [...newest.values()].sort((a, b) => Number(a.id - b.id));
}

function toJobView(job: RunRow["jobs"][number]): JobView {
  return {
    id: String(job.id),
    name: job.name,
    state: checkState(job),
    startedAt: job.startedAt?.toISOString() ?? null,
    completedAt: job.completedAt?.toISOString() ?? null,
    url: job.url,
    steps: (job.steps as unknown as Step[]).map((step) => ({ ...step, state: checkState(step) })),
  };
}

import { database, withClient } from "@/lib/db/client";
import { listJobs, listJobsOfAttempt, listRuns, RUNS_OF_PAGE, readRun } from "@/lib/github/actions";
import { type ChangeMarks, readChanges } from "@/lib/github/changes";
import { githubStatus, isRedirect, orNull } from "@/lib/github/github-error";
import { isHeldBack, retryAtOf } from "@/lib/github/held-back";
import { installationIdentity, installationOctokit, type Octokit } from "@/lib/github/octokit";
import { readRepository } from "@/lib/github/repositories";
import { findRemaining } from "@/lib/github/request-budget";
import { WORK_CHANNEL } from "@/lib/github/wake-workers";
import { announce } from "@/lib/live/announce";
import { notify } from "@/lib/live/notify";
import { decaySpent, type Resource, type SweepActivity, sweepInterval } from "../sweep-rates";
import { type Mirrored, mirrorJob, mirrorRun } from "./mirror-runs";
import { sweepAttempts } from "./sweep-attempts";
import { sweepChecks } from "./sweep-checks";
import { sweepReferences } from "./sweep-references";
import { syncRepository } from "./sync-repository";

/** A claimed sweep is free again after this, should its worker die. */
const LEASE_MILLISECONDS = 60_000;
const SPREAD_MILLISECONDS = 3_000;
/** Until a repository that another worker is reading is tried again. */
const BUSY_MILLISECONDS = 2_000;
/** Runs off the page that one look asks for. */
const MOST_OLD_RUNS = 5;
/** This long after a run's end GitHub's list of its jobs is taken for whole, whatever it looks like. */
const SETTLED_MILLISECONDS = 10 * 60_000;
/** Between two looks that fail, at first and at most: one that will never be answered must not use up an hour's requests. */
const RETRY_MILLISECONDS = 60_000;
const MOST_RETRY_MILLISECONDS = 60 * 60_000;

type Repository = Awaited<ReturnType<typeof findRepository>>;

/** Makes a sweep due now and wakes a worker. */
export async function wakeSweep(repositoryId: string, resource: Resource): Promise<void> {
  const nextAt = new Date();
  await database().sweep.upsert({
    where: { repositoryId_resource: { repositoryId, resource } },
    create: { repositoryId, resource, nextAt },
    update: { nextAt },
    select: { resource: true },
  });
  await notify(WORK_CHANNEL, "sweeps");
}

/** Something has come alive: its state is asked for soon, in case the next webhook never comes. */
export async function hastenSweeps(repositoryId: string): Promise<void> {
  await hastenJobs(repositoryId);
  await hastenSweep(repositoryId, "runs");
}

/** Jobs are looked at as soon as the allowance and what is left of the hour let it, counted from the last look. */
async function hastenJobs(repositoryId: string): Promise<void> {
  const where = { repositoryId_resource: { repositoryId, resource: "jobs" } };
  const repository = { select: { installationId: true } };
  const sweep = await database().sweep.findUnique({ where, select: { spent: true, checkedAt: true, repository } });
  if (!sweep?.checkedAt) return wakeSweep(repositoryId, "jobs");
  const activity = { alive: Math.max(1, await countAliveRuns(repositoryId)), spent: spentOf(sweep) };
  const interval = sweepInterval("jobs", activity, await findRemaining(installationIdentity(sweep.repository.installationId)));
  await database().$executeRaw`
    update "Sweep" set "nextAt" = least("nextAt", greatest(now(), "checkedAt" + ${interval} * interval '1 millisecond'))
    where "repositoryId" = ${repositoryId}::uuid and "resource" = 'jobs'`;
  await notify(WORK_CHANNEL, "sweeps");
}

const spentOf = ({ spent, checkedAt }: { spent: number; checkedAt: Date | null }) =>
  checkedAt ? decaySpent(spent, Date.now() - checkedAt.getTime()) : 0;

/** The same for one resource: it need not be asked for at once. */
export async function hastenSweep(repositoryId: string, resource: Resource): Promise<void> {
  await database().$executeRaw`
    update "Sweep" set "nextAt" = least("nextAt", now() + ${sweepInterval(resource, { alive: 1, spent: 0 }, null)} * interval '1 millisecond')
    where "repositoryId" = ${repositoryId}::uuid and "resource" = ${resource}`;
}

/** Registers the sweeps of a newly connected repository. */
export const RESOURCES: Resource[] = ["repository", "changes", "runs", "jobs", "references", "checks"];

interface ClaimedSweep {
  repositoryId: string;
  resource: Resource;
  etag: string | null;
  spent: number;
  failures: number;
  checkedAt: Date | null;
  claimedAt: Date;
}

/** Takes one due sweep, so that no other worker does it too, and carries it out; false when none is due. */
export async function runDueSweep(): Promise<boolean> {
  const [sweep] = await database().$queryRaw<ClaimedSweep[]>`
    update "Sweep" set "nextAt" = now() + ${LEASE_MILLISECONDS} * interval '1 millisecond'
    where ("repositoryId", "resource") = (
      select "repositoryId", "resource" from "Sweep" where "nextAt" <= now() order by "nextAt" limit 1 for update skip locked
    ) returning "repositoryId", "resource", "etag", "spent", "failures", "checkedAt", "nextAt" as "claimedAt"`;
  if (!sweep) return false;
  const { repositoryId, resource, claimedAt } = sweep;
  const repository = await findRepository(repositoryId);
  try {
    const activity = await withRepositoryLock(sweep, () => runSweep(repository, sweep));
    if (activity === null) {
      await postpone(sweep, new Date(Date.now() + BUSY_MILLISECONDS));
      return true;
    }
    const interval = sweepInterval(resource, activity, await findRemaining(installationIdentity(repository.installationId)));
    // Somebody who made it due again meanwhile is not overruled: then nextAt is no longer the lease we took.
    await database().$executeRaw`
      update "Sweep" set "checkedAt" = now(), "spent" = ${activity.spent}, "failures" = 0,
        "nextAt" = case when "nextAt" = ${claimedAt} then now() + ${interval} * interval '1 millisecond' else "nextAt" end
      where "repositoryId" = ${repositoryId}::uuid and "resource" = ${resource}`;
  } catch (error) {
    const retryAt = retryAtOf(error);
    await (retryAt ? postpone(sweep, retryAt) : noteFailure(sweep));
    if (!isHeldBack(error)) throw error;
  }
  return true;
}

function findRepository(id: string) {
  return database().repository.findUniqueOrThrow({ where: { id } });
}

/** Waits until then; spread, so that not everything is asked in the first moment. */
async function postpone({ repositoryId, resource, claimedAt }: ClaimedSweep, retryAt: Date): Promise<void> {
  const nextAt = new Date(retryAt.getTime() + Math.random() * SPREAD_MILLISECONDS);
  await database().$executeRaw`
    update "Sweep" set "nextAt" = ${nextAt}
    where "repositoryId" = ${repositoryId}::uuid and "resource" = ${resource} and "nextAt" = ${claimedAt}`;
}

/** What fails for a reason of its own is tried again later and later; a webhook or a person makes it due before. */
async function noteFailure({ repositoryId, resource, failures, claimedAt }: ClaimedSweep): Promise<void> {
  const wait = Math.min(MOST_RETRY_MILLISECONDS, RETRY_MILLISECONDS * 2 ** Math.min(failures, 10));
  await database().$executeRaw`
    update "Sweep" set "failures" = "failures" + 1,
      "nextAt" = case when "nextAt" = ${claimedAt} then now() + ${wait} * interval '1 millisecond' else "nextAt" end
    where "repositoryId" = ${repositoryId}::uuid and "resource" = ${resource}`;
}

/**
 * Two workers must not read the same repository at once: the slower one would write older facts last, and both would ask. Null
 * when another is at it: nobody waits for it, with all the other repositories behind.
 */
async function withRepositoryLock<Value>({ repositoryId, resource }: ClaimedSweep, work: () => Promise<Value>): Promise<Value | null> {
  if (resource === "runs" || resource === "jobs" || resource === "checks") return work();
  const name = `${resource === "references" ? resource : "sync"}:${repositoryId}`;
  return withClient(async (client) => {
    const { rows } = await client.query<{ isMine: boolean }>(`select pg_try_advisory_lock(hashtext($1)) as "isMine"`, [name]);
    if (!rows[0]?.isMine) return null;
    return await work().finally(() => client.query("select pg_advisory_unlock(hashtext($1))", [name]).catch(() => {}));
  });
}

async function runSweep(repository: Repository, { resource, etag, spent, checkedAt }: ClaimedSweep): Promise<SweepActivity> {
  const octokit = installationOctokit(Number(repository.installationId));
  switch (resource) {
    case "repository":
    case "changes":
      await sweepChanges(octokit, repository, resource === "repository");
      break;
    case "references":
      return { alive: (await sweepReferences(repository)) ? 1 : 0, spent: 0 };
    case "checks":
      return { alive: (await sweepChecks(repository, checkedAt)) ? 1 : 0, spent: 0 };
    case "runs":
      await sweepRuns(octokit, repository, etag);
      break;
    case "jobs": {
      const left = spentOf({ spent, checkedAt });
      return { spent: left + (await sweepJobs(repository.id, octokit, repository)), alive: await countAliveRuns(repository.id) };
    }
  }
  return { alive: await countAliveRuns(repository.id), spent: 0 };
}

/** Reads the whole repository when its branches, tags or pull requests have changed, or when it is asked for. */
async function sweepChanges(octokit: Octokit, repository: Repository, isWanted: boolean): Promise<void> {
  const where = { repositoryId_resource: { repositoryId: repository.id, resource: "changes" } };
  const known = await database().sweep.findUnique({ where, select: { etag: true } });
  const marks = parseMarks(known?.etag);
  const found = await readChanges(octokit, repository, marks).catch((error: unknown) => {
    // Renamed, moved, or gone: the whole read finds it by its id, or says so.
    if (githubStatus(error) === 404 || isRedirect(error)) return { marks: [], hasChanged: true };
    throw error;
  });
  if (!isWanted && !found.hasChanged) return;
  await syncRepository(repository.id);
  // Only now: what was not read to its end is found changed again.
  await database().sweep.updateMany({
    where: { repositoryId: repository.id, resource: "changes" },
    data: { etag: JSON.stringify(found.marks) },
  });
}

function parseMarks(etag: string | null | undefined): ChangeMarks {
  return etag ? (JSON.parse(etag) as ChangeMarks) : []; // written above, and nowhere else
}

async function sweepRuns(octokit: Octokit, repository: Repository, etag: string | null): Promise<void> {
  const repositoryId = repository.id;
  const askedAt = new Date();
  const page = await listRuns(octokit, repository, etag);
  // Found by its id, it gets its new name, and none of the other one's runs.
  if (!page) return wakeSweep(repositoryId, "repository");
  let hasChanged = false;
  for (const run of page.items ?? [])
    if ((await database().$transaction((tx) => mirrorRun(tx, repositoryId, run, "sweep", askedAt))) === "changed") hasChanged = true;
  await database().sweep.update({
    where: { repositoryId_resource: { repositoryId, resource: "runs" } },
    data: { etag: page.etag },
    select: { resource: true },
  });
  const onPage = page.items?.map(({ id }) => id) ?? (await listPage(repositoryId));
  if (page.items === null) await confirmRuns(onPage, askedAt);
  if (await sweepOldRuns(octokit, repository, onPage)) hasChanged = true;
  if (!hasChanged) return;
  await hastenJobs(repositoryId);
  await announce({ repositoryId, topic: "runs" });
}

/** The runs that an unchanged page stands for: GitHub lists the newest, and all of them are mirrored. */
async function listPage(repositoryId: string): Promise<bigint[]> {
  const runs = await database().workflowRun.findMany({
    where: { repositoryId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: RUNS_OF_PAGE,
    select: { id: true },
  });
  return runs.map(({ id }) => id);
}

/** "Not modified" is GitHub's word that all runs of the page are as we hold them. */
async function confirmRuns(ids: bigint[], askedAt: Date): Promise<void> {
  await database().workflowRun.updateMany({
    where: { id: { in: ids }, status: { not: "completed" }, checkedAt: { lt: askedAt } },
    data: { checkedAt: askedAt },
  });
}

/**
 * Asks for runs that go on and that newer ones have pushed off the page, a few at a time and those first of which nothing was
 * heard for longest; true when one has changed. What nothing happened in for a day is asked for once an hour.
 */
async function sweepOldRuns(octokit: Octokit, repository: Repository, onPage: bigint[]): Promise<boolean> {
  const runs = await database().$queryRaw<{ id: bigint }[]>`
    select id from "WorkflowRun" where "repositoryId" = ${repository.id}::uuid and status <> 'completed' and id <> all(${onPage})
      and "checkedAt" < now() - case when "updatedAt" > now() - interval '1 day' then interval '4 minutes' else interval '1 hour' end
    order by "checkedAt" limit ${MOST_OLD_RUNS}`;
  let hasChanged = false;
  for (const { id } of runs) {
    const askedAt = new Date();
    const run = await orNull(readRun(octokit, repository, id));
    if (run) {
      if ((await database().$transaction((tx) => mirrorRun(tx, repository.id, run, "sweep", askedAt))) === "changed") hasChanged = true;
    } else if (await removeDeleted(octokit, repository, id)) hasChanged = true;
  }
  return hasChanged;
}

/**
 * Reads the jobs of runs that are alive, and once more those of runs that have ended: only then are all of them known. Runs
 * that nothing was heard of for a day are left to the slower sweeps; one that GitHub deleted does not hold up the others.
 * Answers with how many runs it asked for.
 */
async function sweepJobs(repositoryId: string, octokit: Octokit, name: { owner: string; name: string }): Promise<number> {
  const runs = await database().$queryRaw<RunToRead[]>`
    select r.id, r.attempt, r.status = 'completed' as "isOver", r."updatedAt" from "WorkflowRun" r where r."repositoryId" = ${repositoryId}::uuid and (
      (r."updatedAt" > now() - interval '1 day' and (
        r.status <> 'completed' or exists (select 1 from "WorkflowJob" j where j."runId" = r.id and j.attempt = r.attempt and j.status <> 'completed')))
      or (r."jobsReadOf" is distinct from r.attempt and r.conclusion in ('success', 'failure', 'cancelled', 'timed_out')))
    order by r.status = 'completed', r."createdAt" desc limit 10`;
  let hasChanged = false;
  for (const run of runs)
    try {
      if ((await readJobs(repositoryId, octokit, name, run)).includes("changed")) hasChanged = true;
    } catch (error) {
      if (githubStatus(error) !== 404) throw error;
      if (await removeDeleted(octokit, name, run.id)) hasChanged = true;
    }
  const attempts = await sweepAttempts(repositoryId, octokit, name);
  if (hasChanged || attempts > 0) await announce({ repositoryId, topic: "runs" });
  return runs.length + attempts;
}

interface RunToRead {
  id: bigint;
  attempt: number;
  isOver: boolean;
  updatedAt: Date;
}

/** Takes over the jobs of a run together, so that nobody judges it by some of them; those of an attempt that is over are all there are. */
async function readJobs(
  repositoryId: string,
  octokit: Octokit,
  name: { owner: string; name: string },
  { id, attempt, isOver, updatedAt }: RunToRead,
): Promise<Mirrored[]> {
  const askedAt = new Date();
  const jobs = isOver ? await listJobsOfAttempt(octokit, name, id, attempt) : await listJobs(octokit, name, id);
  // GitHub may show the jobs a moment after the run's end.
  const isWhole = jobs.length > 0 && jobs.every(({ status }) => status === "completed");
  const isSettled = Date.now() - updatedAt.getTime() > SETTLED_MILLISECONDS;
  return database().$transaction(async (tx) => {
    const mirrored: Mirrored[] = [];
    for (const job of jobs.sort(byId)) mirrored.push(await mirrorJob(tx, repositoryId, job, "sweep", askedAt));
    if (isOver && (isWhole || isSettled)) {
      await tx.workflowRun.updateMany({ where: { id, attempt }, data: { jobsReadOf: attempt } });
      mirrored.push("changed"); // a failed run may be judged now
    }
    return mirrored;
  });
}

/** Whoever takes over several jobs takes their locks in one order. */
const byId = (a: { id: bigint }, b: { id: bigint }) => Number(a.id - b.id);

/** Takes out a run that is gone although its repository is there; what was observed of it stays on record. */
async function removeDeleted(octokit: Octokit, name: { owner: string; name: string }, id: bigint): Promise<boolean> {
  if (!(await isDeleted(octokit, name, id))) return false;
  await database().workflowRun.delete({ where: { id }, select: { id: true } });
  return true;
}

/** Whether a run is gone although its repository is there. */
async function isDeleted(octokit: Octokit, name: { owner: string; name: string }, id: bigint): Promise<boolean> {
  if (await orNull(readRun(octokit, name, id))) return false;
  return (await orNull(readRepository(octokit, name))) !== null;
}

/** Runs that go on; one that nothing was heard of for a day is not waited for. */
function countAliveRuns(repositoryId: string): Promise<number> {
  const since = new Date(Date.now() - 86_400_000);
  return database().workflowRun.count({ where: { repositoryId, status: { not: "completed" }, updatedAt: { gt: since } } });
}

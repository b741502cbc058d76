import { database, withClient } from "@/lib/db/client";
import { listJobs, listRuns, readRun } from "@/lib/github/actions";
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
import { mirrorJob, mirrorRun } from "./mirror-runs";
import { sweepAttempts } from "./sweep-attempts";
import { sweepChecks } from "./sweep-checks";
import { sweepReferences } from "./sweep-references";
import { syncRepository } from "./sync-repository";

/** A claimed sweep is free again after this, should its worker die. */
const LEASE_MILLISECONDS = 60_000;
const SPREAD_MILLISECONDS = 3_000;
/** Until a repository that another worker is reading is tried again. */
const BUSY_MILLISECONDS = 2_000;

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
  await wakeSweep(repositoryId, "jobs");
  await hastenSweep(repositoryId, "runs");
}

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
  checkedAt: Date | null;
  claimedAt: Date;
}

/** Takes one due sweep, so that no other worker does it too, and carries it out; false when none is due. */
export async function runDueSweep(): Promise<boolean> {
  const [sweep] = await database().$queryRaw<ClaimedSweep[]>`
    update "Sweep" set "nextAt" = now() + ${LEASE_MILLISECONDS} * interval '1 millisecond'
    where ("repositoryId", "resource") = (
      select "repositoryId", "resource" from "Sweep" where "nextAt" <= now() order by "nextAt" limit 1 for update skip locked
    ) returning "repositoryId", "resource", "etag", "spent", "checkedAt", "nextAt" as "claimedAt"`;
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
      update "Sweep" set "checkedAt" = now(), "spent" = ${activity.spent},
        "nextAt" = case when "nextAt" = ${claimedAt} then now() + ${interval} * interval '1 millisecond' else "nextAt" end
      where "repositoryId" = ${repositoryId}::uuid and "resource" = ${resource}`;
  } catch (error) {
    const retryAt = retryAtOf(error);
    if (retryAt) await postpone(sweep, retryAt);
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
      const left = checkedAt ? decaySpent(spent, Date.now() - checkedAt.getTime()) : 0;
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
  const page = await listRuns(octokit, repository, etag);
  let hasChanged = false;
  for (const run of page.items ?? [])
    if ((await database().$transaction((tx) => mirrorRun(tx, repositoryId, run, "sweep"))) === "changed") hasChanged = true;
  await database().sweep.update({
    where: { repositoryId_resource: { repositoryId, resource: "runs" } },
    data: { etag: page.etag },
    select: { resource: true },
  });
  if (page.items === null) await confirmRuns(repositoryId);
  if (!hasChanged) return;
  await wakeSweep(repositoryId, "jobs");
  await announce({ repositoryId, topic: "runs" });
}

/** "Not modified" is GitHub's word that all runs are as we hold them. */
async function confirmRuns(repositoryId: string): Promise<void> {
  await database().workflowRun.updateMany({ where: { repositoryId, status: { not: "completed" } }, data: { checkedAt: new Date() } });
}

/**
 * Reads runs that are alive and their jobs, and the jobs of runs that ended before all of them were known to. Runs that
 * nothing was heard of for a day are left to the slower sweeps; one that GitHub deleted does not hold up the others.
 * Answers with how many runs it asked for.
 */
async function sweepJobs(repositoryId: string, octokit: Octokit, name: { owner: string; name: string }): Promise<number> {
  const runs = await database().$queryRaw<{ id: bigint }[]>`
    select r.id from "WorkflowRun" r where r."repositoryId" = ${repositoryId}::uuid and (
      (r."updatedAt" > now() - interval '1 day' and (
        r.status <> 'completed' or exists (select 1 from "WorkflowJob" j where j."runId" = r.id and j.attempt = r.attempt and j.status <> 'completed')))
      or (not exists (select 1 from "WorkflowJob" j where j."runId" = r.id) and r.conclusion in ('success', 'failure', 'cancelled', 'timed_out')))
    order by r."createdAt" desc limit 10`;
  let hasChanged = false;
  for (const { id } of runs)
    try {
      for (const job of await listJobs(octokit, name, id))
        if ((await database().$transaction((tx) => mirrorJob(tx, repositoryId, job, "sweep"))) === "changed") hasChanged = true;
    } catch (error) {
      if (githubStatus(error) !== 404) throw error;
      if (await isDeleted(octokit, name, id)) {
        await database().workflowRun.delete({ where: { id }, select: { id: true } });
        hasChanged = true;
      }
    }
  const attempts = await sweepAttempts(repositoryId, octokit, name);
  if (hasChanged || attempts > 0) await announce({ repositoryId, topic: "runs" });
  return runs.length + attempts;
}

/** Whether a run is gone although its repository is there; what was observed of it stays on record. */
async function isDeleted(octokit: Octokit, name: { owner: string; name: string }, id: bigint): Promise<boolean> {
  if (await orNull(readRun(octokit, name, id))) return false;
  return (await orNull(readRepository(octokit, name))) !== null;
}

/** Runs that go on; one that nothing was heard of for a day is not waited for. */
function countAliveRuns(repositoryId: string): Promise<number> {
  const since = new Date(Date.now() - 86_400_000);
  return database().workflowRun.count({ where: { repositoryId, status: { not: "completed" }, updatedAt: { gt: since } } });
}

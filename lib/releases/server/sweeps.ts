import { database, pool } from "@/lib/db/client";
import { listJobs, listRuns, readRun } from "@/lib/github/actions";
import { githubStatus, orNull } from "@/lib/github/github-error";
import { installationOctokit, type Octokit } from "@/lib/github/octokit";
import { readRepository } from "@/lib/github/repositories";
import { WORK_CHANNEL } from "@/lib/github/wake-workers";
import { announce } from "@/lib/live/announce";
import { notify } from "@/lib/live/notify";
import { mirrorJob, mirrorRun } from "./mirror-runs";
import { sweepReferences } from "./sweep-references";
import { syncRepository } from "./sync-repository";

/** What is asked for by itself, in case a webhook never came. */
export type Resource = "repository" | "runs" | "jobs" | "references";

/** Milliseconds between two looks: while something runs, and while nothing does. */
const INTERVALS: Record<Resource, { active: number; idle: number }> = {
  repository: { active: 300_000, idle: 300_000 },
  runs: { active: 15_000, idle: 120_000 },
  // Webhooks tell of jobs, not of their steps.
  jobs: { active: 3_000, idle: 300_000 },
  // Pages ask for what they miss; this one notices what has become old.
  references: { active: 1_000, idle: 3_600_000 },
};
/** A claimed sweep is free again after this, should its worker die. */
const LEASE_MILLISECONDS = 60_000;

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
  await database().$executeRaw`
    update "Sweep" set "nextAt" = least("nextAt", now() + ${INTERVALS.runs.active} * interval '1 millisecond')
    where "repositoryId" = ${repositoryId}::uuid and "resource" = 'runs'`;
}

/** Registers the sweeps of a newly connected repository. */
export const RESOURCES: Resource[] = ["repository", "runs", "jobs", "references"];

/** Takes one due sweep, so that no other worker does it too, and carries it out; false when none is due. */
export async function runDueSweep(): Promise<boolean> {
  const claimed = await database().$queryRaw<{ repositoryId: string; resource: Resource; etag: string | null; claimedAt: Date }[]>`
    update "Sweep" set "nextAt" = now() + ${LEASE_MILLISECONDS} * interval '1 millisecond'
    where ("repositoryId", "resource") = (
      select "repositoryId", "resource" from "Sweep" where "nextAt" <= now() order by "nextAt" limit 1 for update skip locked
    ) returning "repositoryId", "resource", "etag", "nextAt" as "claimedAt"`;
  const [sweep] = claimed;
  if (!sweep) return false;
  const isActive = await withRepositoryLock(sweep, () => runSweep(sweep.repositoryId, sweep.resource, sweep.etag));
  const interval = INTERVALS[sweep.resource][isActive ? "active" : "idle"];
  // Somebody who made it due again meanwhile is not overruled: then nextAt is no longer the lease we took.
  await database().$executeRaw`
    update "Sweep" set "checkedAt" = now(),
      "nextAt" = case when "nextAt" = ${sweep.claimedAt} then now() + ${interval} * interval '1 millisecond' else "nextAt" end
    where "repositoryId" = ${sweep.repositoryId}::uuid and "resource" = ${sweep.resource}`;
  return true;
}

/** Two workers must not read the same repository at once: the slower one would write older facts last, and both would ask. */
async function withRepositoryLock(sweep: { repositoryId: string; resource: Resource }, work: () => Promise<boolean>): Promise<boolean> {
  if (sweep.resource !== "repository" && sweep.resource !== "references") return work();
  const name = `${sweep.resource === "repository" ? "sync" : sweep.resource}:${sweep.repositoryId}`;
  const client = await pool().connect();
  try {
    await client.query("select pg_advisory_lock(hashtext($1))", [name]);
    return await work();
  } finally {
    await client.query("select pg_advisory_unlock(hashtext($1))", [name]).catch(() => {});
    client.release();
  }
}

async function runSweep(repositoryId: string, resource: Resource, etag: string | null): Promise<boolean> {
  const repository = await database().repository.findUniqueOrThrow({ where: { id: repositoryId } });
  if (resource === "repository") {
    await syncRepository(repositoryId);
    return false;
  }
  if (resource === "references") return sweepReferences(repository);
  const octokit = installationOctokit(Number(repository.installationId));
  if (resource === "runs") {
    const page = await listRuns(octokit, repository, etag);
    let hasChanged = false;
    for (const run of page.items ?? [])
      if ((await database().$transaction((tx) => mirrorRun(tx, repositoryId, run, "sweep"))) === "changed") hasChanged = true;
    await database().sweep.update({
      where: { repositoryId_resource: { repositoryId, resource } },
      data: { etag: page.etag },
      select: { resource: true },
    });
    if (page.items === null) await confirmRuns(repositoryId);
    if (hasChanged) {
      await wakeSweep(repositoryId, "jobs");
      await announce({ repositoryId, topic: "runs" });
    }
    return hasActiveRuns(repositoryId);
  }
  await sweepJobs(repositoryId, octokit, repository);
  return hasActiveRuns(repositoryId);
}

/** "Not modified" is GitHub's word that all runs are as we hold them. */
async function confirmRuns(repositoryId: string): Promise<void> {
  await database().workflowRun.updateMany({ where: { repositoryId, status: { not: "completed" } }, data: { checkedAt: new Date() } });
}

/**
 * Reads runs that are alive and their jobs, and the jobs of runs that ended before all of them were known to. Runs that
 * nothing was heard of for a day are left to the slower sweeps; one that GitHub deleted does not hold up the others.
 */
async function sweepJobs(repositoryId: string, octokit: Octokit, name: { owner: string; name: string }): Promise<void> {
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
  if (hasChanged) await announce({ repositoryId, topic: "runs" });
}

/** Whether a run is gone although its repository is there; what was observed of it stays on record. */
async function isDeleted(octokit: Octokit, name: { owner: string; name: string }, id: bigint): Promise<boolean> {
  if (await orNull(readRun(octokit, name, id))) return false;
  return (await orNull(readRepository(octokit, name))) !== null;
}

async function hasActiveRuns(repositoryId: string): Promise<boolean> {
  return (await database().workflowRun.count({ where: { repositoryId, status: { not: "completed" } } })) > 0;
}

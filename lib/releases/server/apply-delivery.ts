import type { components } from "@octokit/openapi-types";
import { z } from "zod";
import { database } from "@/lib/db/client";
import { readRun, toJob, toRun } from "@/lib/github/actions";
import { installationOctokit } from "@/lib/github/octokit";
import { announce, type Change } from "@/lib/live/announce";
import { mirrorJob, mirrorRun } from "./mirror-runs";
import { noteReferenceChange } from "./note-reference-change";
import { hastenSweeps, wakeSweep } from "./sweeps";

const envelope = z.object({ repository: z.object({ id: z.number() }).optional() });
const runPayload = z.object({
  workflow_run: z.looseObject({ id: z.number(), run_attempt: z.number(), status: z.string(), head_sha: z.string() }),
});
const jobPayload = z.object({ workflow_job: z.looseObject({ id: z.number(), run_id: z.number(), status: z.string() }) });

/** Events after which refs, pull requests or the repository itself must be read again. */
const READ_AGAIN = new Set(["push", "create", "delete", "pull_request", "repository"]);

/** Reduces one stored delivery into the mirror; answers with what became of it, in words. */
export async function applyDelivery(delivery: { guid: string; event: string; payload: unknown }): Promise<string> {
  const { repository: raw } = envelope.parse(delivery.payload);
  const repository = raw ? await database().repository.findUnique({ where: { githubId: BigInt(raw.id) } }) : null;
  if (!repository) return "ignored: the repository is not connected";
  const noted = await noteReferenceChange(repository.id, delivery);
  if (READ_AGAIN.has(delivery.event)) {
    await wakeSweep(repository.id, "repository");
    return "applied: the repository is read again";
  }
  const source = `delivery:${delivery.guid}` as const;
  if (delivery.event === "workflow_run") {
    // GitHub documents webhook runs with the shape of the REST API; the fields we trust are checked above.
    const run = toRun(runPayload.parse(delivery.payload).workflow_run as unknown as components["schemas"]["workflow-run"]);
    const hasChanged = await database().$transaction((tx) => mirrorRun(tx, repository.id, run, source));
    if (run.status !== "completed") await hastenSweeps(repository.id);
    if (hasChanged) await announceRuns(repository.id);
    return hasChanged ? `applied: run ${run.id} is ${run.status}` : `ignored: run ${run.id} is further already`;
  }
  if (delivery.event === "workflow_job") {
    const job = toJob(jobPayload.parse(delivery.payload).workflow_job as unknown as components["schemas"]["job"]);
    await ensureRun(repository, job.runId);
    const hasChanged = await database().$transaction((tx) => mirrorJob(tx, repository.id, job, source));
    if (hasChanged) await announceRuns(repository.id);
    return hasChanged ? `applied: job ${job.id} is ${job.status}` : `ignored: job ${job.id} is further already`;
  }
  return noted ?? `ignored: Slipway does not use ${delivery.event}`;
}

/** A job's news may come before its run's. */
async function ensureRun(repository: { id: string; owner: string; name: string; installationId: bigint }, runId: bigint): Promise<void> {
  if (await database().workflowRun.findUnique({ where: { id: runId }, select: { id: true } })) return;
  const run = await readRun(installationOctokit(Number(repository.installationId)), repository, runId);
  await database().$transaction((tx) => mirrorRun(tx, repository.id, run, "sweep"));
}

async function announceRuns(repositoryId: string): Promise<void> {
  const change: Change = { repositoryId, topic: "runs" };
  await announce(change);
}

import type { components } from "@octokit/openapi-types";
import { z } from "zod";
import { forgetRoles } from "@/lib/auth/server/forget-roles";
import { database } from "@/lib/db/client";
import { readJob, readRun, toJob, toRun } from "@/lib/github/actions";
import { announce } from "@/lib/live/announce";
import type { RunJob, RunState } from "@/lib/runs/run-state";
import { whyIgnored } from "../webhook-events";
import { applyCheckRun, applyCheckSuite, applyStatus } from "./apply-check";
import { applyInstallation } from "./apply-installation";
import { mirrorJob, mirrorRun } from "./mirror-runs";
import { noteReferenceChange } from "./note-reference-change";
import { ask, type Connected, settle, type Told, take } from "./settle";
import { hastenSweeps, wakeSweep } from "./sweeps";

/** A webhook as it was stored. */
export interface StoredDelivery {
  guid: string;
  event: string;
  payload: unknown;
}

type Handler = (repository: Connected, delivery: StoredDelivery) => Promise<string>;

const envelope = z.object({
  repository: z.object({ id: z.number() }).nullish(),
  installation: z.object({ id: z.number() }).nullish(),
  organization: z.object({ login: z.string() }).nullish(),
});
const runPayload = z.object({
  workflow_run: z.looseObject({ id: z.number(), run_attempt: z.number(), status: z.string(), head_sha: z.string() }),
});
const jobPayload = z.object({ workflow_job: z.looseObject({ id: z.number(), run_id: z.number(), status: z.string() }) });

/** Events of one repository; what is not here says nothing that Slipway shows. */
const HANDLERS: Record<string, Handler> = {
  push: readAgain,
  create: readAgain,
  delete: readAgain,
  // Its name, owner and visibility are read by its id.
  repository: async (repository) => {
    await forgetRoles({ id: repository.id });
    return readAgain(repository);
  },
  pull_request: async (repository, delivery) => {
    await noteReferenceChange(repository.id, delivery);
    return readAgain(repository);
  },
  // Reviews of a release pull request stand beside the votes on it.
  pull_request_review: readAgain,
  issues: noteReference,
  label: noteReference,
  // Its tag may have come with it, and its body is what a commit of the notes is compared with.
  release: readAgain,
  member: askRolesAgain,
  team_add: askRolesAgain,
  workflow_run: applyRun,
  workflow_job: applyJob,
  check_run: applyCheckRun,
  check_suite: applyCheckSuite,
  status: applyStatus,
};

/** Events that change who may do what in all repositories of an owner. */
const OF_OWNERS = new Set(["membership", "organization", "team"]);

/** Reduces one stored delivery into the mirror; answers with what became of it, in words. */
export async function applyDelivery(delivery: StoredDelivery): Promise<string> {
  if (delivery.event.startsWith("installation")) return applyInstallation(delivery);
  const { repository: raw, installation, organization } = envelope.parse(delivery.payload);
  if (OF_OWNERS.has(delivery.event) && organization) {
    const count = await forgetRoles({ owner: { equals: organization.login, mode: "insensitive" } });
    return `applied: roles in ${count} repositories of ${organization.login} are asked for again`;
  }
  const handler = HANDLERS[delivery.event];
  if (!handler) return whyIgnored(delivery.event);
  const repository = raw ? await database().repository.findUnique({ where: { githubId: BigInt(raw.id) } }) : null;
  if (!repository) return "ignored: the repository is not connected";
  // GitHub tells of an App that was installed anew before it sends anything in its name.
  if (installation && BigInt(installation.id) !== repository.installationId)
    return `ignored: it came from installation ${installation.id}, and ${repository.owner}/${repository.name} is read through ${repository.installationId}`;
  return handler(repository, delivery);
}

async function readAgain({ id }: Connected): Promise<string> {
  await wakeSweep(id, "repository");
  return "applied: the repository is read again";
}

async function noteReference({ id }: Connected, delivery: StoredDelivery): Promise<string> {
  return (await noteReferenceChange(id, delivery)) ?? whyIgnored(delivery.event);
}

async function askRolesAgain({ id }: Connected): Promise<string> {
  await forgetRoles({ id });
  return "applied: roles in the repository are asked for again";
}

const RUN: Told<RunState> = { name: "run", mirror: mirrorRun, read: readRun };
const JOB: Told<RunJob> = { name: "job", mirror: mirrorJob, read: readJob };

async function applyRun(repository: Connected, { guid, payload }: StoredDelivery): Promise<string> {
  // GitHub documents webhook runs with the shape of the REST API; the fields we trust are checked above.
  const run = toRun(runPayload.parse(payload).workflow_run as unknown as components["schemas"]["workflow-run"]);
  const outcome = await take(RUN, repository, run, `delivery:${guid}`);
  if (run.status !== "completed") await hastenSweeps(repository.id);
  return settle(RUN, repository, run, outcome);
}

async function applyJob(repository: Connected, { guid, payload }: StoredDelivery): Promise<string> {
  const job = toJob(jobPayload.parse(payload).workflow_job as unknown as components["schemas"]["job"]);
  if (!(await isRunKnown(repository, job.runId))) return `ignored: GitHub knows run ${job.runId} no more`;
  const said = await settle(JOB, repository, job, await take(JOB, repository, job, `delivery:${guid}`));
  // GitHub tells of no run that has come to wait for a review, only of its jobs.
  if (job.status === "waiting" && (await ask(RUN, repository, job.runId)) === "changed")
    await announce({ repositoryId: repository.id, topic: "runs" });
  return said;
}

/** A job's news may come before its run's, which is read then; false when the run has been deleted meanwhile. */
async function isRunKnown(repository: Connected, runId: bigint): Promise<boolean> {
  if (await database().workflowRun.findUnique({ where: { id: runId }, select: { id: true } })) return true;
  return (await ask(RUN, repository, runId)) !== null;
}

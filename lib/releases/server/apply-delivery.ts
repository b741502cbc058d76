import type { components } from "@octokit/openapi-types";
import { z } from "zod";
import { forgetRoles } from "@/lib/auth/server/forget-roles";
import { database, type Tx } from "@/lib/db/client";
import { readJob, readRun, toJob, toRun } from "@/lib/github/actions";
import { readCheckRun, toCheckRun, toStatusCheck } from "@/lib/github/checks";
import { orNull } from "@/lib/github/github-error";
import { installationOctokit, type Octokit } from "@/lib/github/octokit";
import { announce } from "@/lib/live/announce";
import { type Check, isJob } from "../checks";
import type { RunJob, RunState } from "../runs";
import { whyIgnored } from "../webhook-events";
import { applyInstallation } from "./apply-installation";
import { mirrorCheck } from "./mirror-checks";
import { type Mirrored, mirrorJob, mirrorRun, type Source } from "./mirror-runs";
import { noteReferenceChange } from "./note-reference-change";
import { forgetCheckPages } from "./sweep-checks";
import { hastenSweeps, wakeSweep } from "./sweeps";

/** A webhook as it was stored. */
export interface StoredDelivery {
  guid: string;
  event: string;
  payload: unknown;
}

interface Connected {
  id: string;
  owner: string;
  name: string;
  installationId: bigint;
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
const appSlug = z.looseObject({ slug: z.string().optional() }).nullish();
const checkRunPayload = z.object({
  check_run: z.looseObject({
    id: z.number(),
    name: z.string(),
    head_sha: z.string(),
    status: z.enum(["queued", "in_progress", "completed", "waiting", "requested", "pending"]),
    app: appSlug,
  }),
});
const checkSuitePayload = z.object({ check_suite: z.looseObject({ head_sha: z.string(), app: appSlug }) });
const statusPayload = z.object({
  id: z.number(),
  sha: z.string(),
  context: z.string(),
  state: z.string(),
  description: z.string().nullish(),
  target_url: z.string().nullish(),
  created_at: z.string(),
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

/** What GitHub tells of by webhook and by request alike. */
interface Told<State> {
  name: string;
  mirror: (tx: Tx, repositoryId: string, state: State, source: Source, askedAt: Date) => Promise<Mirrored>;
  read: (octokit: Octokit, repository: Connected, id: bigint) => Promise<State>;
}

const RUN: Told<RunState> = { name: "run", mirror: mirrorRun, read: readRun };
const JOB: Told<RunJob> = { name: "job", mirror: mirrorJob, read: readJob };
const CHECK: Told<Check> = { name: "check", mirror: mirrorCheck, read: readCheckRun };

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

/** Every App's word on a candidate is kept; on other commits nobody looks at it, and it is read when one becomes a candidate. */
async function applyCheckRun(repository: Connected, { guid, payload }: StoredDelivery): Promise<string> {
  const check = toCheckRun(checkRunPayload.parse(payload).check_run);
  if (isJob(check)) return `ignored: check ${check.id} is a job, and told of as one`;
  return applyCheck(repository, check, guid);
}

async function applyStatus(repository: Connected, { guid, payload }: StoredDelivery): Promise<string> {
  return applyCheck(repository, toStatusCheck(statusPayload.parse(payload)), guid);
}

async function applyCheck(repository: Connected, check: Check, guid: string): Promise<string> {
  if (!(await isOfCandidate(repository, check.sha))) return `ignored: no candidate stands at ${check.sha.slice(0, 7)}`;
  return settle(CHECK, repository, check, await take(CHECK, repository, check, `delivery:${guid}`));
}

/** Of what an App begins again, or judges anew, its suite tells when all of it has ended. */
async function applyCheckSuite(repository: Connected, { payload }: StoredDelivery): Promise<string> {
  const { head_sha: sha, app } = checkSuitePayload.parse(payload).check_suite;
  if (isJob({ source: "check-run", app: app?.slug ?? "" })) return "ignored: a workflow run tells of its suite";
  if (!(await isOfCandidate(repository, sha))) return `ignored: no candidate stands at ${sha.slice(0, 7)}`;
  await forgetCheckPages(repository.id, sha);
  await wakeSweep(repository.id, "checks");
  return `applied: the checks of ${sha.slice(0, 7)} are read again`;
}

async function isOfCandidate({ id }: Connected, sha: string): Promise<boolean> {
  return (await database().candidate.count({ where: { sha, release: { repositoryId: id } } })) > 0;
}

function take<State>({ mirror }: Told<State>, { id }: Connected, state: State, source: Source, askedAt = new Date()): Promise<Mirrored> {
  return database().$transaction((tx) => mirror(tx, id, state, source, askedAt));
}

/** What GitHub says of it now, taken over; null when GitHub no longer knows it. */
async function ask<State>(told: Told<State>, repository: Connected, id: bigint): Promise<Mirrored | null> {
  const askedAt = new Date();
  const now = await orNull(told.read(installationOctokit(Number(repository.installationId)), repository, id));
  return now && take(told, repository, now, "sweep", askedAt);
}

/**
 * News that would take a state back is late, or the state did go back (a job that waits for approval is queued again):
 * GitHub is asked once which of the two. What it no longer knows stays as it was last seen.
 */
async function settle<State extends { id: bigint; status: string }>(
  told: Told<State>,
  repository: Connected,
  { id, status }: State,
  outcome: Mirrored,
): Promise<string> {
  const name = `${told.name} ${id}`;
  const settled = outcome === "doubtful" ? await ask(told, repository, id) : outcome;
  if (settled === "changed") await announce({ repositoryId: repository.id, topic: "runs" });
  if (outcome === "changed") return `applied: ${name} is ${status}`;
  if (outcome === "known") return `ignored: ${name} is further already`;
  return settled === "changed"
    ? `applied: ${name} was asked for again, and has changed`
    : `ignored: ${name} was asked for again, and is as it was`;
}

/** A job's news may come before its run's, which is read then; false when the run has been deleted meanwhile. */
async function isRunKnown(repository: Connected, runId: bigint): Promise<boolean> {
  if (await database().workflowRun.findUnique({ where: { id: runId }, select: { id: true } })) return true;
  return (await ask(RUN, repository, runId)) !== null;
}

import { z } from "zod";
import { database } from "@/lib/db/client";
import { readCheckRun, toCheckRun, toStatusCheck } from "@/lib/github/checks";
import { type Check, isJob } from "../checks";
import type { StoredDelivery } from "./apply-delivery";
import { mirrorCheck } from "./mirror-checks";
import { type Connected, settle, type Told, take } from "./settle";
import { forgetCheckPages } from "./sweep-checks";
import { hastenSweep, wakeSweep } from "./sweeps";

const appSlug = z.looseObject({ slug: z.string().optional() }).nullish();
const checkRunPayload = z.object({
  check_run: z.looseObject({
    id: z.number(),
    name: z.string(),
    head_sha: z.string(),
    status: z.string(),
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

const CHECK: Told<Check> = { name: "check", mirror: mirrorCheck, read: readCheckRun };

/** Every App's word on a candidate is kept; on other commits nobody looks at it, and it is read when one becomes a candidate. */
export async function applyCheckRun(repository: Connected, { guid, payload }: StoredDelivery): Promise<string> {
  const check = toCheckRun(checkRunPayload.parse(payload).check_run);
  if (isJob(check)) return `ignored: check ${check.id} is a job, and told of as one`;
  return applyCheck(repository, check, guid);
}

export async function applyStatus(repository: Connected, { guid, payload }: StoredDelivery): Promise<string> {
  return applyCheck(repository, toStatusCheck(statusPayload.parse(payload)), guid);
}

async function applyCheck(repository: Connected, check: Check, guid: string): Promise<string> {
  if (!(await isOfCandidate(repository, check.sha))) return `ignored: no candidate stands at ${check.sha.slice(0, 7)}`;
  const outcome = await take(CHECK, repository, check, `delivery:${guid}`);
  if (check.status !== "completed") await hastenSweep(repository.id, "checks");
  return settle(CHECK, repository, check, outcome);
}

/** Of what an App begins again, or judges anew, its suite tells when all of it has ended. */
export async function applyCheckSuite(repository: Connected, { payload }: StoredDelivery): Promise<string> {
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

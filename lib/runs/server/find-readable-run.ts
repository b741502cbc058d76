import type { Actor } from "@/lib/auth/actor";
import { can, explainRefusal } from "@/lib/auth/permissions";
import { authorize } from "@/lib/auth/server/authorize";
import { getRepositoryRole, ROLE_AGE } from "@/lib/auth/server/repository-role";
import { database } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { RunRights } from "../run-views";

/** A run's id as it stands in addresses; what is no number names nothing. */
export function parseRunId(text: string): bigint | null {
  return /^\d{1,19}$/.test(text) ? BigInt(text) : null;
}

/** A mirrored run with its repository, for a person who may read it; else it is simply not there. */
export async function findReadableRun(actor: Actor, runId: string) {
  const id = parseRunId(runId);
  const run = id === null ? null : await database().workflowRun.findUnique({ where: { id }, include: { repository: true } });
  if (!run) throw new AppError("not-found", `Slipway knows no run ${runId.slice(0, 20)}.`);
  await authorize(actor, "repository.read", run.repositoryId, ROLE_AGE.read);
  return run;
}

/** Whether a person may operate runs, and why not. */
export async function runRights(actor: Actor, repository: { id: string; owner: string; name: string }): Promise<RunRights> {
  const role = await getRepositoryRole(actor, repository.id, ROLE_AGE.read);
  const canOperate = can(role, "runs.operate");
  return { canOperate, refusal: canOperate ? null : explainRefusal("runs.operate", role, `${repository.owner}/${repository.name}`) };
}

/** The repository of a run, for commands. */
export async function repositoryOfRun({ runId }: { runId: string }): Promise<string> {
  const id = parseRunId(runId);
  const run = id === null ? null : await database().workflowRun.findUnique({ where: { id }, select: { repositoryId: true } });
  if (!run) throw new AppError("not-found", "Slipway does not know this run any more. Reload the page.");
  return run.repositoryId;
}

import type { z } from "zod";
import type { AuditEvent, EventType } from "@/lib/audit/event";
import type { Actor } from "@/lib/auth/actor";
import type { Permission } from "@/lib/auth/permissions";
import { authorize } from "@/lib/auth/server/authorize";
import { ROLE_AGE } from "@/lib/auth/server/repository-role";
import { octokitOf } from "@/lib/auth/server/user-token";
import { database } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { Octokit } from "@/lib/github/octokit";
import { announce } from "@/lib/live/announce";
import { hastenSweeps, wakeSweep } from "@/lib/releases/server/sweeps";
import { repositoryOfRun } from "./find-readable-run";

/** A run that somebody acts on, with a client that acts as them. */
export interface RunInHand {
  octokit: Octokit;
  repository: { id: string; owner: string; name: string };
  run: { id: bigint; attempt: number; workflowName: string; number: number };
  /** An event about this run, on the record of its release where it has one. */
  tell: (type: EventType, sentence: string, data?: AuditEvent["data"]) => AuditEvent;
}

/** Reads what is asked of a run, asks GitHub whether this person may, and finds the run. */
export async function takeRun<Schema extends z.ZodType<{ runId: string }>>(
  actor: Actor,
  permission: Permission,
  schema: Schema,
  raw: unknown,
): Promise<{ input: z.infer<Schema>; hand: RunInHand }> {
  const parsed = schema.safeParse(raw);
  if (!parsed.success) throw new AppError("invalid", "The request could not be read. Reload the page and try again.");
  const { runId } = parsed.data;
  await authorize(actor, permission, await repositoryOfRun({ runId }), ROLE_AGE.act);
  const { repository, ...run } = await database().workflowRun.findUniqueOrThrow({
    where: { id: BigInt(runId) },
    include: { repository: { select: { id: true, owner: true, name: true } } },
  });
  const candidate = await database().candidate.findFirst({
    where: { sha: run.headSha, release: { repositoryId: repository.id } },
    select: { releaseId: true },
  });
  const tell: RunInHand["tell"] = (type, sentence, data) => ({
    type,
    repositoryId: repository.id,
    ...(candidate ? { releaseId: candidate.releaseId } : {}),
    sentence,
    data: { runId, ...data },
  });
  return { input: parsed.data, hand: { octokit: await octokitOf(actor.id), repository, run, tell } };
}

/** Lets everybody see soon what became of a run, whether or not GitHub tells of it. */
export async function watchRuns(repositoryId: string): Promise<void> {
  await wakeSweep(repositoryId, "runs");
  await hastenSweeps(repositoryId);
  await announce({ repositoryId, topic: "runs" });
}

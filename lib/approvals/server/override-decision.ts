import { z } from "zod";
import type { AuditEvent } from "@/lib/audit/event";
import type { Actor } from "@/lib/auth/actor";
import { type CommandContext, command } from "@/lib/command/command";
import { database } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { personOf } from "../policy";
import { type DecisionRow, explainStale, lockOpenDecision, readOverride, repositoryOfDecision } from "./decision-row";
import { databaseNow } from "./judge";
import { settleVotes } from "./note-decision";

async function repositoryOfOverride({ overrideId }: { overrideId: string }): Promise<string> {
  const row = await database().override.findUnique({ where: { id: overrideId }, select: { decisionId: true } });
  if (!row) throw new AppError("not-found", "This override is not there, or you may not see it.");
  return repositoryOfDecision(row);
}

async function personOfActor({ tx }: CommandContext, actor: Actor, { policy }: DecisionRow): Promise<bigint> {
  const { githubId } = await tx.user.findUniqueOrThrow({ where: { id: actor.id }, select: { githubId: true } });
  return BigInt(personOf(String(githubId), policy.linkedAccounts));
}

const changesOf = (decision: DecisionRow) => [{ repositoryId: decision.release.repositoryId, topic: "decision" as const }];

/** What counts no longer makes room for what is asked for now. */
function putAside(
  { id, version, release, releaseId }: DecisionRow,
  former: { id: string; name: string; reason: string },
  because: string,
): AuditEvent {
  return {
    type: "decision.override-withdrawn",
    repositoryId: release.repositoryId,
    releaseId,
    sentence: `Put aside the override of the go/no-go of ${version} that ${former.name} had asked for (${former.reason}), because ${because}`,
    data: { decisionId: id, overrideId: former.id },
  };
}

/** Asks to go on although the round is no GO: with a reason, and only when a second person agrees (RELIABILITY P9). */
export const askOverride = command({
  permission: "release.override",
  input: z.object({
    overrideId: z.uuid(),
    decisionId: z.uuid(),
    reason: z.string().trim().min(20, "Say in a full sentence why the release cannot wait for the votes.").max(2_000),
    fingerprint: z.string(),
    typed: z.string(),
  }),
  repositoryOf: repositoryOfDecision,
  async run(context, { overrideId, decisionId, reason, fingerprint, typed }) {
    const { tx, actor } = context;
    const decision = await lockOpenDecision(tx, decisionId);
    const repeated = await tx.override.findUnique({ where: { id: overrideId }, select: { userId: true } });
    if (repeated?.userId === actor.id) return { value: { overrideId }, events: [] };
    if (repeated) throw new AppError("conflict", "Somebody else's override has this number. Ask again.");
    if (typed.trim() !== decision.version) throw new AppError("invalid", `Type ${decision.version} to ask for an override.`);
    if (fingerprint !== decision.fingerprint) throw new AppError("conflict", "Something changed while you were reading. Look again.");
    if (decision.standing === "go") throw new AppError("conflict", "The round is a GO already; there is nothing to override.");
    const former = await tx.override.findFirst({ where: { decisionId, withdrawnAt: null } });
    const because = former && explainStale(await readOverride(tx, decision), decision);
    if (former && because === null)
      throw new AppError("conflict", "An override is asked for already. Agree to it, or have it taken back first.");
    const person = await personOfActor(context, actor, decision);
    const at = await databaseNow(tx);
    if (former) await tx.override.update({ where: { id: former.id }, data: { withdrawnAt: at }, select: { id: true } });
    await tx.override.create({
      data: { id: overrideId, decisionId, fingerprint, reason, person, userId: actor.id, name: actor.name, at },
      select: { id: true },
    });
    return {
      value: { overrideId },
      events: [
        ...(former && because ? [putAside(decision, former, because)] : []),
        {
          type: "decision.override-asked",
          repositoryId: decision.release.repositoryId,
          releaseId: decision.releaseId,
          sentence: `Asked to override the go/no-go of ${decision.version}: ${reason}`,
          data: { decisionId, overrideId, fingerprint, standing: decision.standing },
        },
      ],
      changes: changesOf(decision),
    };
  },
});

/** Agrees to an override, as somebody else than who asked for it. */
export const agreeOverride = command({
  permission: "release.override",
  input: z.object({ overrideId: z.uuid(), fingerprint: z.string(), typed: z.string() }),
  repositoryOf: repositoryOfOverride,
  async run(context, { overrideId, fingerprint, typed }) {
    const { tx, actor } = context;
    const { decisionId } = await tx.override.findUniqueOrThrow({ where: { id: overrideId } });
    const decision = await lockOpenDecision(tx, decisionId);
    const override = await tx.override.findUniqueOrThrow({ where: { id: overrideId } });
    if (override.secondUserId === actor.id) return { value: { overrideId }, events: [] };
    if (override.withdrawnAt || override.secondAt) throw new AppError("conflict", "This override is settled already. Reload the page.");
    const person = await personOfActor(context, actor, decision);
    if (person === override.person) throw new AppError("forbidden", "You asked for this override, so somebody else has to agree to it.");
    if (typed.trim() !== decision.version) throw new AppError("invalid", `Type ${decision.version} to override the decision.`);
    if (fingerprint !== decision.fingerprint || override.fingerprint !== decision.fingerprint)
      throw new AppError("conflict", "The candidate changed after the override was asked for. It has to be asked for again.");
    await tx.override.update({
      where: { id: overrideId },
      data: { secondPerson: person, secondUserId: actor.id, secondName: actor.name, secondAt: await databaseNow(tx) },
      select: { id: true },
    });
    await settleVotes(tx, decision);
    return {
      value: { overrideId },
      events: [
        {
          type: "decision.override-agreed",
          repositoryId: decision.release.repositoryId,
          releaseId: decision.releaseId,
          sentence: `Agreed to override the go/no-go of ${decision.version}, which ${override.name} had asked for: ${override.reason}`,
          data: { decisionId, overrideId, fingerprint },
        },
      ],
      changes: changesOf(decision),
    };
  },
});

/** Takes an override back: who asked for it, or who agreed to it. */
export const withdrawOverride = command({
  permission: "release.override",
  input: z.object({ overrideId: z.uuid() }),
  repositoryOf: repositoryOfOverride,
  async run(context, { overrideId }) {
    const { tx, actor } = context;
    const { decisionId } = await tx.override.findUniqueOrThrow({ where: { id: overrideId } });
    const decision = await lockOpenDecision(tx, decisionId);
    const override = await tx.override.findUniqueOrThrow({ where: { id: overrideId } });
    if (override.withdrawnAt) return { value: { overrideId }, events: [] };
    if (![override.userId, override.secondUserId].includes(actor.id))
      throw new AppError(
        "forbidden",
        `Only ${override.name}${override.secondName ? ` or ${override.secondName}` : ""} can take this override back.`,
      );
    await tx.override.update({ where: { id: overrideId }, data: { withdrawnAt: await databaseNow(tx) }, select: { id: true } });
    await settleVotes(tx, decision);
    return {
      value: { overrideId },
      events: [
        {
          type: "decision.override-withdrawn",
          repositoryId: decision.release.repositoryId,
          releaseId: decision.releaseId,
          sentence: `Took back the override of the go/no-go of ${decision.version}`,
          data: { decisionId, overrideId },
        },
      ],
      changes: changesOf(decision),
    };
  },
});

import { z } from "zod";
import { command } from "@/lib/command/command";
import { AppError } from "@/lib/errors/app-error";
import { lockDecision, lockOpenDecision, repositoryOfDecision, requireOpen } from "./decision-row";
import { databaseNow } from "./judge";

/** Nobody is reminded of the same slot more often than this. */
const REMINDER_MILLISECONDS = 15 * 60_000;

/** Reminds who holds a slot: it stands out in their inbox. */
export const remindSlot = command({
  permission: "release.ask",
  input: z.object({ reminderId: z.uuid(), decisionId: z.uuid(), slot: z.string() }),
  repositoryOf: repositoryOfDecision,
  async run({ tx, actor }, { reminderId, decisionId, slot }) {
    const decision = await lockOpenDecision(tx, decisionId);
    if (await tx.reminder.findUnique({ where: { id: reminderId }, select: { id: true } })) return { value: { reminderId }, events: [] };
    if (!decision.policy.slots.some(({ name }) => name === slot)) throw new AppError("not-found", `This round has no slot ${slot}.`);
    const now = await databaseNow(tx);
    const [last] = await tx.reminder.findMany({ where: { decisionId, slot }, orderBy: { at: "desc" }, take: 1 });
    if (last && now.getTime() - last.at.getTime() < REMINDER_MILLISECONDS)
      throw new AppError("conflict", `${slot} was reminded less than a quarter of an hour ago. Give them a moment.`);
    await tx.reminder.create({ data: { id: reminderId, decisionId, slot, kind: "asked", by: actor.id, at: now }, select: { id: true } });
    return {
      value: { reminderId },
      events: [
        {
          type: "decision.reminded",
          repositoryId: decision.release.repositoryId,
          releaseId: decision.releaseId,
          sentence: `Reminded ${slot} of the go/no-go of ${decision.version}`,
          data: { decisionId, slot },
        },
      ],
      changes: [{ repositoryId: decision.release.repositoryId, topic: "decision" }],
    };
  },
});

/** Ends a round without a tag, so that another can be asked for; everything said in it stays. */
export const closeDecision = command({
  permission: "release.ask",
  input: z.object({ decisionId: z.uuid(), because: z.string().trim().min(1, "Say why the round ends.").max(2_000) }),
  repositoryOf: repositoryOfDecision,
  async run({ tx, actor }, { decisionId, because }) {
    const decision = await lockDecision(tx, decisionId);
    const isRepeated = decision.phase === "closed" && decision.closedBy === actor.id && decision.closedBecause === because;
    if (isRepeated) return { value: { decisionId }, events: [] };
    requireOpen(decision);
    await tx.decision.update({
      where: { id: decisionId },
      data: { state: "closed", closedAt: await databaseNow(tx), closedBy: actor.id, closedBecause: because },
      select: { id: true },
    });
    return {
      value: { decisionId },
      events: [
        {
          type: "decision.closed",
          repositoryId: decision.release.repositoryId,
          releaseId: decision.releaseId,
          sentence: `Ended round ${decision.round} of the go/no-go of ${decision.version}: ${because}`,
          data: { decisionId, round: decision.round, standing: decision.standing },
        },
      ],
      changes: [
        { repositoryId: decision.release.repositoryId, topic: "decision" },
        { repositoryId: decision.release.repositoryId, topic: "release" },
      ],
    };
  },
});

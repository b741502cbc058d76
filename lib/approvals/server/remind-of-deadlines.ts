import { randomUUID } from "node:crypto";
import { inTransaction } from "@/lib/command/command";
import { database } from "@/lib/db/client";
import { announce } from "@/lib/live/announce";
import { dueReminder, type ReminderKind } from "../deadline";
import { lockDecision } from "./decision-row";
import { databaseNow, judge } from "./judge";

const WORDS: Record<ReminderKind, string> = {
  "half-time": "half of the time is over",
  "due-soon": "less than an hour is left",
  overdue: "the time is over",
};

/** Reminds the slots of a round that have not voted: at half-time, an hour before the end, and when it is over; each once. */
export async function remindOfDeadline(decisionId: string): Promise<void> {
  const { value: repositoryId } = await inTransaction(async (tx) => {
    const decision = await lockDecision(tx, decisionId);
    const kind = decision.phase === "open" ? dueReminder(decision, decision.createdAt, await databaseNow(tx)) : null;
    if (!kind) return { value: null, events: [] };
    const { slots } = await judge(tx, decision, decision.facts);
    const waiting = slots.filter(({ slot, state }) => slot.isRequired && state === "open").map(({ slot }) => slot.name);
    const { count } = await tx.reminder.createMany({
      data: waiting.map((slot) => ({ id: randomUUID(), decisionId, slot, kind })),
      skipDuplicates: true,
    });
    if (count === 0) return { value: null, events: [] };
    return {
      value: decision.release.repositoryId,
      events: [
        {
          type: "decision.reminded",
          repositoryId: decision.release.repositoryId,
          releaseId: decision.releaseId,
          sentence: `Reminded ${waiting.join(", ")} of the go/no-go of ${decision.version}: ${WORDS[kind]}`,
          data: { decisionId, kind },
        },
      ],
    };
  }, null);
  if (repositoryId) await announce({ repositoryId, topic: "decision" });
}

/** Ids of open rounds whose clock runs. */
export async function listTimedDecisions(): Promise<string[]> {
  const rows = await database().decision.findMany({
    where: { state: "open", dueAt: { not: null }, pausedAt: null },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

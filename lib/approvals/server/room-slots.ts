import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/db/client";
import { describeHolder } from "../policy";
import type { SlotView, VoteView } from "../room-view";
import type { DecisionRow } from "./decision-row";
import type { Judged } from "./judge";

/** The slots of a round with every vote that was ever given in them, newest first. */
export async function readSlotViews(actor: Actor, decision: DecisionRow, judged: Judged): Promise<SlotView[]> {
  const [rows, reminders] = await Promise.all([
    database().vote.findMany({ where: { decisionId: decision.id }, orderBy: { at: "desc" } }),
    database().reminder.findMany({ where: { decisionId: decision.id }, orderBy: { at: "desc" } }),
  ]);
  const standings = new Map(judged.slots.flatMap((slot) => slot.votes.map(({ vote, standing }) => [vote.id, standing] as const)));
  return judged.slots.map(({ slot, state, have }) => ({
    name: slot.name,
    needed: slot.needed,
    have,
    isRequired: slot.isRequired,
    state,
    holders: slot.holders.map(describeHolder),
    remindedAt: reminders.find((reminder) => reminder.slot === slot.name)?.at.toISOString() ?? null,
    votes: rows
      .filter((row) => row.slot === slot.name)
      .map(
        (row): VoteView => ({
          id: row.id,
          login: row.login,
          name: row.name,
          isMe: row.userId === actor.id,
          onBehalfOf: row.onBehalfOf,
          // Written by cast-vote.ts alone.
          kind: row.kind as VoteView["kind"],
          words: row.words,
          at: row.at.toISOString(),
          expiresAt: row.expiresAt?.toISOString() ?? null,
          standing: standings.get(row.id) ?? { state: "ended", why: row.endedBecause ?? "ended" },
          sha: (row.facts as unknown as { sha: string }).sha,
        }),
      ),
  }));
}

import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import type { AuditEvent } from "../event";

/** Writes an event in the transaction of the change it tells of; null is Slipway itself. */
export async function recordEvent(tx: Tx, actor: Actor | null, event: AuditEvent): Promise<void> {
  await tx.event.create({
    data: {
      type: event.type,
      actorId: actor?.id ?? null,
      actor: actor?.login ?? "slipway",
      repositoryId: event.repositoryId ?? null,
      releaseId: event.releaseId ?? null,
      sentence: event.sentence,
      data: event.data ?? {},
    },
    select: { seq: true },
  });
}

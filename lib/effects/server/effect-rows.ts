import { createHash } from "node:crypto";
import { inTransaction } from "@/lib/command/command";
import { database, type Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { EffectOrder } from "./run-effect";

/** A row of the ledger with its JSON read; it was written by the order of the same key. */
export interface EffectRow<Plan, Outcome> {
  state: string;
  plan: Plan;
  hint: Partial<Outcome>;
}

function toRow<Plan, Outcome>(row: { state: string; plan: Prisma.JsonValue; result: Prisma.JsonValue }): EffectRow<Plan, Outcome> {
  return { state: row.state, plan: row.plan as Plan, hint: (row.result ?? {}) as Partial<Outcome> };
}

export async function readEffect<Plan, Outcome>(key: string): Promise<EffectRow<Plan, Outcome>> {
  return toRow(await database().effect.findUniqueOrThrow({ where: { key } }));
}

/** Writes the plan down before anything happens, with its record; a repetition finds the first plan and keeps it. */
export async function planOnce<Plan, Outcome>(order: EffectOrder<Plan, Outcome>): Promise<EffectRow<Plan, Outcome>> {
  const { key, kind, actor, releaseId } = order;
  const requestDigest = createHash("sha256").update(JSON.stringify(order.request)).digest("hex");
  const known = await database().effect.findUnique({ where: { key } });
  if (known && (known.state === "done" || known.requestDigest === requestDigest)) return toRow(known);
  const { plan, event } = await order.plan();
  const { value } = await inTransaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`effect:${key}`}))`;
    const held = await tx.effect.findUnique({ where: { key } });
    if (held && (held.state === "done" || held.requestDigest === requestDigest)) return { value: toRow<Plan, Outcome>(held), events: [] };
    if (held?.state === "attempting" && Date.now() - (held.attemptedAt?.getTime() ?? 0) < kind.settleMilliseconds)
      throw new AppError("conflict", "The same thing is being done with other words right now. Look at what came of it, then try again.");
    await tx.effect.deleteMany({ where: { key } });
    const created = await tx.effect.create({
      data: { key, kind: kind.kind, requestDigest, state: "planned", plan: plan as object, actorId: actor?.id ?? null, releaseId },
    });
    return { value: toRow<Plan, Outcome>(created), events: [event] };
  }, actor);
  return value;
}

/** Takes the right to act, by the database's clock: one at a time, until an attempt that was lost has had time to show up. */
export async function claimEffect(key: string, settleMilliseconds: number): Promise<boolean> {
  const claimed = await database().$executeRaw`
    update "Effect" set "state" = 'attempting', "attemptedAt" = now()
    where "key" = ${key} and ("state" in ('planned', 'conflict')
      or ("state" = 'attempting' and "attemptedAt" <= now() - ${settleMilliseconds} * interval '1 millisecond'))`;
  return claimed === 1;
}

export async function rememberHint<Outcome>(key: string, hint: Partial<Outcome>): Promise<void> {
  await database().effect.updateMany({ where: { key, state: "attempting" }, data: { result: hint as object } });
}

/** GitHub refused, so nothing is on its way: it may be tried again at once. */
export async function releaseEffect(key: string): Promise<void> {
  await database().effect.updateMany({ where: { key, state: "attempting" }, data: { state: "planned" } });
}

export async function markConflict(key: string): Promise<void> {
  await database().effect.updateMany({ where: { key, state: { not: "done" } }, data: { state: "conflict", endedAt: new Date() } });
}

/** What was done is gone again: the same plan may be carried out once more. */
export async function reopenEffect(key: string): Promise<void> {
  await database().effect.updateMany({ where: { key, state: "done" }, data: { state: "planned", endedAt: null } });
}

import { database } from "@/lib/db/client";
import { retryAtOf } from "@/lib/github/held-back";
import { log } from "@/lib/log/log";
import { applyDelivery } from "./apply-delivery";

const MAXIMUM_ATTEMPTS = 5;

/**
 * Takes the oldest open delivery, so that no other worker does; a failure is tried again later, then left on record, and so is
 * one whose worker died at the last attempt.
 */
export async function applyNextDelivery(): Promise<boolean> {
  const [delivery] = await database().$queryRaw<{ guid: string; event: string; payload: unknown; attempts: number }[]>`
    update "Delivery" set attempts = attempts + 1, "processedAt" = now() + interval '20 seconds'
    where guid = (
      select guid from "Delivery"
      where "outcome" is null and ("processedAt" is null or "processedAt" < now())
      order by "receivedAt" limit 1 for update skip locked
    ) returning guid, event, payload, attempts`;
  if (!delivery) return false;
  if (delivery.attempts > MAXIMUM_ATTEMPTS) {
    await giveUp(delivery.guid, `it was tried ${MAXIMUM_ATTEMPTS} times, and the last one ended without a word`);
    return true;
  }
  try {
    const outcome = await applyDelivery(delivery);
    await database().delivery.update({
      where: { guid: delivery.guid },
      data: { outcome, processedAt: new Date() },
      select: { guid: true },
    });
  } catch (error) {
    await keepForLater(delivery.guid, error);
  }
  return true;
}

/** A GitHub that is away or asks to wait is no fault of a delivery: it stays in the queue for as long as that lasts. */
async function keepForLater(guid: string, error: unknown): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error);
  const retryAt = retryAtOf(error);
  if (retryAt)
    await database().delivery.update({
      where: { guid },
      data: { attempts: { decrement: 1 }, processedAt: retryAt },
      select: { guid: true },
    });
  else await giveUp(guid, reason);
  log().warn({ guid, error: reason }, "a delivery could not be applied yet");
}

/** Leaves the reason on record after the last attempt, and changes nothing before. */
async function giveUp(guid: string, reason: string): Promise<void> {
  await database().$executeRaw`
    update "Delivery" set attempts = ${MAXIMUM_ATTEMPTS}, outcome = ${`failed: ${reason}`}, "processedAt" = now()
    where guid = ${guid} and outcome is null and attempts >= ${MAXIMUM_ATTEMPTS}`;
}

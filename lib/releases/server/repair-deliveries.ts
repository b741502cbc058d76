import { database, withClient } from "@/lib/db/client";
import { type DeliveryAttempt, listDeliveryAttempts, redeliver } from "@/lib/github/deliveries";
import { listMissed } from "@/lib/github/missed-deliveries";
import { appOctokit } from "@/lib/github/octokit";
import { log } from "@/lib/log/log";

/** GitHub keeps deliveries for three days ("Redelivering webhooks"). */
const KEPT_MILLISECONDS = 3 * 86_400_000;
/** Deliveries are listed by when they were sent, a little before they were stored. */
const OVERLAP_MILLISECONDS = 10 * 60_000;
const REST_MILLISECONDS = 15_000;

/**
 * Finds webhooks that GitHub could not hand over, because Slipway was down or said so, and has them sent again (P2): first
 * those since the last one that came before `startedAt`, then those since the last look. One process at a time; each look
 * answers with how many it asked for.
 */
export function makeDeliveryRepair(startedAt: Date): (now?: Date) => Promise<number> {
  let since: Date | null = null;
  const missing = new Map<number, DeliveryAttempt>();
  return (now = new Date()) =>
    alone(async () => {
      since ??= await lastBefore(startedAt);
      const count = await repair(new Date(since.getTime() - OVERLAP_MILLISECONDS), now, missing);
      since = now;
      return count;
    });
}

async function lastBefore(startedAt: Date): Promise<Date> {
  const last = await database().delivery.findFirst({
    where: { receivedAt: { lt: startedAt } },
    orderBy: { receivedAt: "desc" },
    select: { receivedAt: true },
  });
  return new Date(Math.max(last?.receivedAt.getTime() ?? startedAt.getTime(), startedAt.getTime() - KEPT_MILLISECONDS));
}

/** `missing` holds the attempts of earlier looks: what is refused again and again leaves the overlap before it is given up. */
async function repair(since: Date, now: Date, missing: Map<number, DeliveryAttempt>): Promise<number> {
  const attempts = await listDeliveryAttempts(appOctokit(), since);
  const guids = new Set(attempts.map(({ guid }) => guid));
  const rows = await database().delivery.findMany({ where: { guid: { in: [...guids] } }, select: { guid: true } });
  const known = new Set(rows.map(({ guid }) => guid));
  for (const attempt of attempts) missing.set(attempt.id, attempt);
  const own = [...missing.values()].filter(({ guid }) => guids.has(guid));
  const missed = listMissed(own, known, now, REST_MILLISECONDS);
  for (const { id, guid, at } of missing.values())
    if (known.has(guid) || now.getTime() - at.getTime() > KEPT_MILLISECONDS) missing.delete(id);
  for (const { id } of missed) await redeliver(appOctokit(), id);
  if (missed.length > 0) log().info({ missed: missed.length }, "webhooks that could not be delivered are sent again");
  return missed.length;
}

/** Nothing is done, and nothing counted, while another process is at it. */
async function alone(work: () => Promise<number>): Promise<number> {
  return withClient(async (client) => {
    const { rows } = await client.query<{ isMine: boolean }>(`select pg_try_advisory_lock(hashtext('repair deliveries')) as "isMine"`);
    if (!rows[0]?.isMine) return 0;
    return await work().finally(() => client.query("select pg_advisory_unlock(hashtext('repair deliveries'))").catch(() => {}));
  });
}

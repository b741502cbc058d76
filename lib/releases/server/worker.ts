import { tendDecisions } from "@/lib/approvals/server/tend-decisions";
import { database } from "@/lib/db/client";
import { environment } from "@/lib/env/environment";
import { trimRecords } from "@/lib/github/trim-records";
import { WORK_CHANNEL } from "@/lib/github/wake-workers";
import { LIVE_CHANNEL } from "@/lib/live/announce";
import { listen } from "@/lib/live/listen";
import { log } from "@/lib/log/log";
import { applyNextDelivery } from "./apply-next-delivery";
import { connectByName } from "./connect-repository";
import { makeDeliveryRepair } from "./repair-deliveries";
import { runDueSweep } from "./sweeps";

const POLL_MILLISECONDS = 1_000;
const SWEEPERS = 3;
/** Found within this and sent again, a delivery is late by two minutes at most (P2). */
const REPAIR_MILLISECONDS = 60_000;
const CATCH_UP_MILLISECONDS = 500;
/** Deadlines and expiry come without a notice. */
const DECISIONS_MILLISECONDS = 15_000;
const TRIM_MILLISECONDS = 3_600_000;
/** Payloads are kept this long: for the deliveries page and for finding faults. */
const KEEP_DELIVERIES = "30 days";

/** The background: reduces deliveries as they come and sweeps what may have been missed. Any number may run. */
export async function startWorker(): Promise<{ stop: () => Promise<void> }> {
  let isStopping = false;
  const sleepers = new Map<() => void, string>();
  /** Work that was told of while somebody looked for it, perhaps a moment too early. */
  const noticed = new Set<string>();
  const wake = (work: string | null) => {
    if (work !== null) noticed.add(work);
    for (const [wakeUp, name] of sleepers) if (work === null || work === name) wakeUp();
  };
  const decisions = hastened(DECISIONS_MILLISECONDS, tendDecisions);
  const listener = await listen([WORK_CHANNEL, LIVE_CHANNEL], (channel, payload) => {
    if (channel === WORK_CHANNEL) return wake(payload);
    // Only these move a decision; what a decision does moves none. After a gap anything may have moved.
    if (channel !== null && !/"topic":"(?:runs|release|repository)"/.test(payload ?? "")) return;
    decisions.hasten();
    wake(channel === null ? null : "decisions");
  });
  const sleep = (name: string) =>
    new Promise<void>((resolve) => {
      const wakeUp = () => {
        clearTimeout(timer);
        sleepers.delete(wakeUp);
        resolve();
      };
      const timer = setTimeout(wakeUp, POLL_MILLISECONDS);
      sleepers.set(wakeUp, name);
    });
  const loop = async (name: string, work: () => Promise<boolean>) => {
    while (!isStopping) {
      noticed.delete(name);
      const hasWorked = await work().catch((error: unknown) => {
        log().warn(
          { work: name, error: error instanceof Error ? error.message : String(error) },
          "background work failed, and will be tried again",
        );
        return false;
      });
      if (!hasWorked && !isStopping && !noticed.has(name)) await sleep(name);
    }
  };
  // Several sweeps side by side: one repository that does not answer must not hold up the others.
  const sweeps = Array.from({ length: SWEEPERS }, () => loop("sweeps", runDueSweep));
  const repairs = every(REPAIR_MILLISECONDS, makeDeliveryRepair(new Date()));
  const loops = [
    loop("deliveries", applyNextDelivery),
    loop("repair", repairs),
    loop("decisions", decisions.work),
    loop("trimming", every(TRIM_MILLISECONDS, trim)),
    ...sweeps,
    connectConfigured(),
  ];
  return {
    stop: async () => {
      isStopping = true;
      wake(null);
      await Promise.race([Promise.all(loops), new Promise((resolve) => setTimeout(resolve, 5_000))]);
      await listener.stop();
    },
  };
}

/** Work that is due once in a while: between two times there is nothing to do. */
const every = (milliseconds: number, work: () => Promise<unknown>) => hastened(milliseconds, work).work;

/** Work that is due once in a while, and at once when it is hastened. */
function hastened(milliseconds: number, work: () => Promise<unknown>): { work: () => Promise<boolean>; hasten: () => void } {
  let dueAt = 0;
  return {
    hasten: () => {
      dueAt = 0;
    },
    work: async () => {
      if (Date.now() < dueAt) return false;
      dueAt = Date.now() + milliseconds;
      await work();
      return false;
    },
  };
}

/** Repositories that the settings name are connected at start, like any other; one that fails does not stop the rest. */
async function connectConfigured(): Promise<void> {
  for (const name of environment().SLIPWAY_CONNECT)
    await connectByName(name).catch((error: unknown) =>
      log().error(
        { repository: name, error: error instanceof Error ? error.message : String(error) },
        "SLIPWAY_CONNECT: a repository could not be connected",
      ),
    );
  await catchUp().catch((error: unknown) =>
    log().warn({ error: error instanceof Error ? error.message : String(error) }, "catching up failed"),
  );
}

async function catchUp(): Promise<void> {
  // Whatever happened while nothing ran was missed, and this version may read more than the last one did.
  // One repository after the other: GitHub counts requests a minute as well.
  await database().$executeRaw`
    update "Sweep" s set "nextAt" = least(s."nextAt", now() + r.position * ${CATCH_UP_MILLISECONDS} * interval '1 millisecond')
    from (select id, row_number() over (order by id) - 1 as position from "Repository") r where s."repositoryId" = r.id`;
}

async function trim(): Promise<void> {
  await database().$executeRaw`delete from "Delivery" where "receivedAt" < now() - ${KEEP_DELIVERIES}::interval`;
  await trimRecords();
}

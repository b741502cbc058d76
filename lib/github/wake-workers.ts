import { notify } from "@/lib/live/notify";

/** Channel that wakes the workers: its payload names the work. */
export const WORK_CHANNEL = "slipway_work";

let isTelling = false;
let hasMore = false;

/**
 * Tells the workers that a delivery stands in the table. Every notice is a commit that all others wait for, so one is on its way
 * at a time, and one more follows for whatever was stored meanwhile. A notice that is lost is made up for by the workers' own look.
 */
export function wakeWorkers(): void {
  hasMore = true;
  if (isTelling) return;
  isTelling = true;
  void tellOfAll();
}

async function tellOfAll(): Promise<void> {
  while (hasMore) {
    hasMore = false;
    await notify(WORK_CHANNEL, "deliveries").catch(() => {});
  }
  isTelling = false;
}

import { notify } from "@/lib/live/notify";

/** Channel that wakes the workers: its payload names the work. */
export const WORK_CHANNEL = "slipway_work";

/** Between two notices: under load, workers do not wait for one anyway. */
const GAP_MILLISECONDS = 10;

let isTelling = false;
let hasMore = false;

/**
 * Tells the workers that a delivery stands in the table: at once, and after a moment once more for all that was stored meanwhile,
 * because every notice is a commit that all others wait for. One that is lost is made up for by the workers' own look.
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
    await new Promise((resolve) => setTimeout(resolve, GAP_MILLISECONDS));
  }
  isTelling = false;
}

import { database } from "@/lib/db/client";
import type { World } from "@/local-github/world";

/**
 * Lets time pass for everything that waits, in tests and benches that last a day: what is kept moves into the past, and
 * GitHub's clock ahead. Nothing sleeps.
 */
export async function passTime(world: World, milliseconds: number): Promise<void> {
  world.limits.ahead += milliseconds;
  if (world.store.state.clock) world.store.state.clock.advanced += milliseconds;
  await database().$executeRaw`
    update "Sweep" set "nextAt" = "nextAt" - ${milliseconds} * interval '1 millisecond', "checkedAt" = "checkedAt" - ${milliseconds} * interval '1 millisecond'`;
  await database().$executeRaw`
    update "RequestBudget" set "resetAt" = "resetAt" - ${milliseconds} * interval '1 millisecond', "pausedUntil" = "pausedUntil" - ${milliseconds} * interval '1 millisecond'`;
}

/** Milliseconds until the next sweep is due; 0 when one is. */
export async function untilNextSweep(): Promise<number> {
  const [row] = await database().$queryRaw<{ wait: number }[]>`
    select greatest(0, ceil(extract(epoch from min("nextAt") - now()) * 1000))::float as wait from "Sweep"`;
  return row?.wait ?? 0;
}

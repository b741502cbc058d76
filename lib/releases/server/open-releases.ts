import type { Prisma } from "@/lib/db/client";

/** A release that nobody touched for this long and that was never published is shown with the past. */
const STALE_DAYS = 120;

/** Releases in flight: no final tag yet, and a living candidate that is not older than four months. */
export function isInFlight(now = new Date()): Prisma.ReleaseWhereInput {
  return {
    publishedAt: null,
    candidates: { some: { goneAt: null, proposedAt: { gt: new Date(now.getTime() - STALE_DAYS * 86_400_000) } } },
  };
}

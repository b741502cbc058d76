import type { Actor } from "./actor";

/** A sign-in of today (ASVS 7.5.3). */
const RECENT_HOURS = 8;

/**
 * Why this sign-in is too old for what everybody is told of; null when it is not. GitHub may sign in again without asking, so
 * this bounds how long a session that was left open can do it, and proves nothing about who sits there.
 */
export function refuseOldSignIn({ signedInAt }: Pick<Actor, "signedInAt">, now: Date): string | null {
  if (signedInAt && now.getTime() - signedInAt.getTime() < RECENT_HOURS * 3_600_000) return null;
  return `Publishing takes a sign-in of the last ${RECENT_HOURS} hours. Sign out, sign in again, then publish.`;
}

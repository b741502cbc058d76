import type { DeliveryAttempt } from "./deliveries";

/** What could not be taken so often will not be taken the next time either; the sweeps read what it told of. */
const MOST_ATTEMPTS = 5;

/**
 * The attempts to repeat: of every delivery that GitHub could not hand over and that is not here, the newest one. An
 * attempt of the last moment may still be stored, or be repeated by somebody else.
 */
export function listMissed(
  attempts: DeliveryAttempt[],
  known: ReadonlySet<string>,
  now: Date,
  restMilliseconds: number,
): DeliveryAttempt[] {
  const missing = [...new Set(attempts.map(({ guid }) => guid))].filter((guid) => !known.has(guid));
  return missing.flatMap((missed) => {
    const own = attempts.filter(({ guid }) => guid === missed).sort((a, b) => b.at.getTime() - a.at.getTime() || b.id - a.id);
    const [newest] = own;
    if (!newest || own.some(({ isAccepted }) => isAccepted) || own.length >= MOST_ATTEMPTS) return [];
    return now.getTime() - newest.at.getTime() < restMilliseconds ? [] : [newest];
  });
}

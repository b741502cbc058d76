const SAMPLES = 10;

/** What something usually takes, from its last ten successes, newest first, in milliseconds: their median; null when it never succeeded. */
export function usualDuration(durations: number[]): number | null {
  const last = durations.slice(0, SAMPLES).sort((a, b) => a - b);
  const middle = last[Math.floor((last.length - 1) / 2)];
  const other = last[Math.ceil((last.length - 1) / 2)];
  return middle === undefined || other === undefined ? null : Math.round((middle + other) / 2);
}

/** How a run stands against what is usual: milliseconds left, or how long it has been overdue. */
export type Pace = { left: number } | { over: number };

/** Null while nothing is known of what is usual. */
export function paceOf(elapsed: number, usual: number | null): Pace | null {
  if (usual === null) return null;
  return elapsed <= usual ? { left: usual - elapsed } : { over: elapsed - usual };
}

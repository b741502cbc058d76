/** What is asked for by itself, in case a webhook never came. */
export type Resource = "repository" | "changes" | "runs" | "jobs" | "references" | "checks";

/** What a sweep found, as far as its next time depends on it. */
export interface SweepActivity {
  /** Runs that go on now; for references, one while more are due. */
  alive: number;
  /** Requests of late that count against the allowance, 0 where there is none. */
  spent: number;
}

/** What an identity has left of its hour. */
export interface Remaining {
  limit: number;
  remaining: number;
  resetInMilliseconds: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Milliseconds between two looks: while something runs, and while nothing does. T20: 30 s and five minutes. */
const INTERVALS: Record<Exclude<Resource, "jobs">, { active: number; idle: number }> = {
  // Read again whole when something has changed; this finds what neither webhooks nor the other sweeps tell.
  repository: { active: 24 * HOUR, idle: 24 * HOUR },
  // Three requests, so with one for runs 48 an hour while nothing happens.
  changes: { active: 4 * MINUTE, idle: 5 * MINUTE },
  runs: { active: 28 * SECOND, idle: 5 * MINUTE },
  // Pages ask for what they miss; this one notices what has become old.
  references: { active: SECOND, idle: HOUR },
  // GitHub tells that a check of another App was begun and ended, and nothing of what lies between.
  checks: { active: 5 * MINUTE, idle: 24 * HOUR },
};

/** Webhooks tell of jobs and not of their steps: those are looked at often at first, then by the allowance. */
const STEPS_MILLISECONDS = 4 * SECOND;
const JOBS_IDLE = 5 * MINUTE;
const ALLOWANCE_AN_HOUR = 60;
const ALLOWANCE_AT_ONCE = 40;
/** Below this share of its hour an identity asks less. */
const PLENTY = 0.5;
const MOST_STRETCH = 8;

/**
 * Milliseconds until the next look (PERFORMANCE e): by what goes on, and longer when less is left of the hour than its
 * time would allow. `remaining` is null until GitHub has told.
 */
export function sweepInterval(resource: Resource, { alive, spent }: SweepActivity, remaining: Remaining | null): number {
  return Math.round(calmInterval(resource, alive, spent) * stretch(remaining));
}

function calmInterval(resource: Resource, alive: number, spent: number): number {
  if (resource !== "jobs") return INTERVALS[resource][alive > 0 ? "active" : "idle"];
  if (alive === 0) return JOBS_IDLE;
  return spent + alive <= ALLOWANCE_AT_ONCE ? STEPS_MILLISECONDS : Math.max(STEPS_MILLISECONDS, (alive * HOUR) / ALLOWANCE_AN_HOUR);
}

/** What is still counted of earlier requests after some milliseconds: the allowance grows back evenly. */
export function decaySpent(spent: number, milliseconds: number): number {
  return Math.max(0, spent - (Math.max(0, milliseconds) * ALLOWANCE_AN_HOUR) / HOUR);
}

function stretch(remaining: Remaining | null): number {
  if (!remaining || remaining.limit <= 0) return 1;
  const share = remaining.remaining / remaining.limit;
  if (share >= PLENTY) return 1;
  const time = Math.min(1, Math.max(0, remaining.resetInMilliseconds) / HOUR);
  return Math.min(MOST_STRETCH, Math.max(1, time / Math.max(share, 0.01)));
}

import { expect, test } from "vitest";
import { decaySpent, type Remaining, type Resource, sweepInterval } from "./sweep-rates";

const HOUR = 3_600_000;
const FULL: Remaining = { limit: 5_000, remaining: 4_800, resetInMilliseconds: HOUR / 2 };
/** Requests that one look takes. */
const REQUESTS: Partial<Record<Resource, number>> = { changes: 3, runs: 1, checks: 2 };

/** Requests of a resource in an hour in which so many runs are alive all the time. */
function requestsAnHour(resource: Resource, alive: number): number {
  let requests = 0;
  let spent = 0;
  for (let at = 0; at < HOUR; ) {
    const cost = resource === "jobs" ? alive : (REQUESTS[resource] ?? 0);
    requests += cost;
    if (resource === "jobs") spent += cost;
    const interval = sweepInterval(resource, { alive, spent }, FULL);
    spent = decaySpent(spent, interval);
    at += interval;
  }
  return requests;
}

test("an idle repository takes 48 requests an hour", () => {
  expect((["changes", "runs", "jobs"] as const).map((resource) => requestsAnHour(resource, 0))).toEqual([36, 12, 0]);
});

for (const alive of [1, 2, 3, 5])
  test(`with ${alive} runs going on it takes 300 at most, an hour long`, () => {
    const total = (["changes", "runs", "jobs", "checks"] as const).reduce((sum, resource) => sum + requestsAnHour(resource, alive), 0);
    expect(total).toBeLessThanOrEqual(300);
  });

test("T20 runs are looked at within 30 s while one goes on, everything within five minutes else", () => {
  expect(sweepInterval("runs", { alive: 1, spent: 0 }, FULL)).toBeLessThan(30_000);
  for (const resource of ["runs", "changes"] as const)
    expect(sweepInterval(resource, { alive: 0, spent: 0 }, FULL)).toBeLessThanOrEqual(300_000);
});

test("steps are looked at every few seconds at first, then once a minute", () => {
  expect(sweepInterval("jobs", { alive: 1, spent: 0 }, FULL)).toBe(4_000);
  expect(sweepInterval("jobs", { alive: 1, spent: 40 }, FULL)).toBe(60_000);
  expect(sweepInterval("jobs", { alive: 3, spent: 40 }, FULL)).toBe(180_000);
  expect(decaySpent(40, 600_000)).toBe(30);
});

for (const [name, remaining, factor] of [
  ["nothing is known of the limits", null, 1],
  ["more than half of the hour's requests is left", { limit: 5_000, remaining: 2_500, resetInMilliseconds: HOUR }, 1],
  ["a fifth is left for a tenth of the hour", { limit: 5_000, remaining: 1_000, resetInMilliseconds: HOUR / 10 }, 1],
  ["a fifth is left for half of the hour", { limit: 5_000, remaining: 1_000, resetInMilliseconds: HOUR / 2 }, 2.5],
  ["almost nothing is left", { limit: 5_000, remaining: 3, resetInMilliseconds: HOUR }, 8],
] as const)
  test(`intervals are ${factor} times as long when ${name}`, () =>
    expect(sweepInterval("runs", { alive: 0, spent: 0 }, remaining)).toBe(300_000 * factor));

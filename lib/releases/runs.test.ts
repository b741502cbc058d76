import fc from "fast-check";
import { expect, test } from "vitest";
import { checkState, isNewer, summariseChecks } from "./runs";

const STATUSES = ["queued", "waiting", "in_progress", "completed"];

test("T1 shuffled, repeated deliveries always end in the true last state, and a completed attempt never goes back", () => {
  const truth = fc
    .array(fc.integer({ min: 2, max: 4 }), { minLength: 1, maxLength: 4 })
    .map((lengths) => lengths.flatMap((length, attempt) => STATUSES.slice(4 - length).map((status) => ({ attempt: attempt + 1, status }))));
  fc.assert(
    fc.property(truth, fc.infiniteStream(fc.nat()), (states, numbers) => {
      const next = () => numbers.next().value;
      const delivered = [...states, ...states.filter(() => next() % 5 === 0)];
      for (let i = delivered.length - 1; i > 0; i--) {
        const j = next() % (i + 1);
        [delivered[i], delivered[j]] = [delivered[j] as (typeof states)[number], delivered[i] as (typeof states)[number]];
      }
      let held: (typeof states)[number] | null = null;
      for (const state of delivered) {
        if (!isNewer(state, held)) continue;
        expect(held?.status === "completed" && state.attempt === held.attempt).toBe(false);
        held = state;
      }
      expect(held).toEqual(states.at(-1));
    }),
    { numRuns: 2000 },
  );
});

test("T1 last-write-wins fails the same deliveries", () => {
  const delivered = [
    { attempt: 1, status: "completed" },
    { attempt: 1, status: "in_progress" },
  ];
  expect(delivered.at(-1)).not.toEqual({ attempt: 1, status: "completed" });
  expect(
    delivered.reduce<{ attempt: number; status: string } | null>((held, state) => (isNewer(state, held) ? state : held), null),
  ).toEqual({
    attempt: 1,
    status: "completed",
  });
});

for (const [status, conclusion, expected] of [
  ["completed", "success", "passed"],
  ["completed", "failure", "failed"],
  ["completed", "timed_out", "failed"],
  ["completed", "startup_failure", "crashed"],
  ["completed", "cancelled", "crashed"],
  ["completed", "neutral", "skipped"],
  ["completed", "skipped", "skipped"],
  ["completed", "action_required", "needs-person"],
  ["completed", "stale", "unknown"],
  ["completed", "something-new", "unknown"],
  ["in_progress", null, "running"],
  ["queued", null, "waiting"],
] as const)
  test(`${status} and ${conclusion} is ${expected}`, () => expect(checkState({ status, conclusion })).toBe(expected));

test("the light shows the worst of the latest runs, and skipped is not passed", () => {
  const run = (workflowId: string, id: string, conclusion: string) => ({ workflowId, id, status: "completed", conclusion });
  expect(summariseChecks([run("1", "10", "failure"), run("1", "11", "success"), run("2", "12", "skipped")])).toMatchObject({
    state: "skipped",
    passed: 1,
    total: 2,
  });
  expect(summariseChecks([run("1", "10", "success"), run("2", "9", "failure")])).toMatchObject({ state: "failed", passed: 1, total: 2 });
  expect(summariseChecks([]).state).toBeNull();
});

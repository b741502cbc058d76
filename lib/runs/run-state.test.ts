import fc from "fast-check";
import { expect, test } from "vitest";
import { checkState, isDoubtful, isNewer, summariseChecks } from "./run-state";

const STATUSES = ["queued", "waiting", "in_progress", "completed"];

interface Told {
  attempt: number;
  status: string;
  /** Whole seconds, as GitHub tells them: states of the same second are told apart by nothing but their rank. */
  updatedAt: number;
}

/** What happened to one run: some attempts, each through two to four states, several of them in the same second. */
function makeTruth(next: (below: number) => number): Told[] {
  const states: Told[] = [];
  for (let attempt = 1; attempt <= 1 + (next(10) === 0 ? 1 + next(2) : 0); attempt++)
    for (const status of STATUSES.slice(next(3))) states.push({ attempt, status, updatedAt: (states.at(-1)?.updatedAt ?? 0) + next(3) });
  return states;
}

/** As webhooks bring them: shuffled, a fifth of them twice, one of twenty lost and sent again at the end. */
function deliver(states: Told[], next: (below: number) => number): Told[] {
  const lost = states.filter(() => next(20) === 0);
  const sent = [...states.filter((state) => !lost.includes(state)), ...states.filter(() => next(5) === 0)];
  for (let i = sent.length - 1; i > 0; i--) {
    const j = next(i + 1);
    [sent[i], sent[j]] = [sent[j] as Told, sent[i] as Told];
  }
  return [...sent, ...lost];
}

type Rule = (incoming: Told, held: Told | null) => boolean;

/** How many of the runs end in another state than the true one, and how often a completed attempt was seen to go back. */
function countWrong(rule: Rule, seed: number, runs: number): { wrong: number; backwards: number } {
  const numbers = fc.sample(fc.infiniteStream(fc.nat()), { numRuns: 1, seed })[0]?.[Symbol.iterator]();
  const next = (below: number) => (numbers?.next().value ?? 0) % below;
  let [wrong, backwards] = [0, 0];
  for (let run = 0; run < runs; run++) {
    const truth = makeTruth(next);
    let held: Told | null = null;
    for (const told of deliver(truth, next)) {
      if (!rule(told, held)) continue;
      if (held?.status === "completed" && held.attempt === told.attempt && told.status !== "completed") backwards++;
      held = told;
    }
    const last = truth.at(-1);
    if (held?.attempt !== last?.attempt || held?.status !== last?.status) wrong++;
  }
  return { wrong, backwards };
}

test("T1 10,000 runs, ten seeds: shuffled, repeated, lost and sent again, none ends in a wrong state or goes back; naive rules fail", () => {
  const rules: Record<string, Rule> = {
    ours: isNewer,
    "last write wins": () => true,
    "not older": (incoming, held) => !held || incoming.updatedAt >= held.updatedAt,
    "strictly newer": (incoming, held) => !held || incoming.updatedAt > held.updatedAt,
  };
  const totals = Object.entries(rules).map(([name, rule]) => {
    const counts = Array.from({ length: 10 }, (_, seed) => countWrong(rule, seed, 1_000));
    return [name, counts.reduce((sum, { wrong }) => sum + wrong, 0), counts.reduce((sum, { backwards }) => sum + backwards, 0)] as const;
  });
  const [ours, ...naive] = totals;
  expect(ours).toEqual(["ours", 0, 0]);
  for (const [name, wrong] of naive) expect(wrong, name).toBeGreaterThan(500);
});

test("what would take a state back is doubtful until the attempt has completed", () => {
  const at = (status: string, attempt = 1) => ({ attempt, status });
  expect(isDoubtful(at("queued"), at("waiting"))).toBe(true);
  expect(isDoubtful(at("queued"), at("in_progress"))).toBe(true);
  expect(isDoubtful(at("in_progress"), at("completed"))).toBe(false);
  expect(isDoubtful(at("queued"), at("queued"))).toBe(false);
  expect(isDoubtful(at("completed"), at("in_progress"))).toBe(false);
  expect(isDoubtful(at("queued", 1), at("in_progress", 2))).toBe(false);
  expect(isDoubtful(at("queued"), null)).toBe(false);
});

for (const [status, conclusion, expected] of [
  ["completed", "success", "passed"],
  ["completed", "failure", "failed"],
  ["completed", "timed_out", "failed"],
  ["completed", "startup_failure", "crashed"],
  ["completed", "cancelled", "crashed"],
  ["completed", "error", "crashed"],
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
  // A check of another App is one more light, and no run of a workflow replaces it.
  expect(summariseChecks([run("1", "10", "success"), run("check-run/coverage/patch", "3", "failure")])).toMatchObject({
    state: "failed",
    passed: 1,
    total: 2,
  });
  expect(summariseChecks([]).state).toBeNull();
});

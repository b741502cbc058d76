import { expect, test } from "vitest";
import type { CheckRule } from "./check-rules";
import { type CheckFacts, judgeLights, type RunFacts } from "./judge-lights";
import { summariseChecks } from "./run-state";

const run = (id: bigint, workflowName: string, conclusion: string | null, jobs: Record<string, string> = {}): RunFacts => ({
  id,
  workflowId: workflowName,
  workflowName,
  headSha: "a",
  status: conclusion ? "completed" : "in_progress",
  conclusion,
  attempt: 1,
  jobsReadOf: 1,
  jobs: Object.entries(jobs).map(([name, one]) => ({ name, status: "completed", conclusion: one })),
});
const check = (name: string, conclusion: string): CheckFacts => ({
  id: 1n,
  workflowId: `status//${name}`,
  headSha: "a",
  status: "completed",
  conclusion,
  name,
});
const light = (runs: RunFacts[], checks: CheckFacts[], rules: CheckRule[]) => summariseChecks(judgeLights(runs, checks, rules, ["a"]));

test("without rules everything counts", () => {
  expect(light([run(1n, "CI", "success"), run(2n, "Nightly", "failure")], [check("patch", "success")], [])).toMatchObject({
    state: "failed",
    passed: 2,
    total: 3,
  });
});

test("what may fail and what is hidden does not count, in runs, in their jobs, and in what others say", () => {
  const rules: CheckRule[] = [
    { pattern: "Nightly", class: "allowed-to-fail" },
    { pattern: "CI / docs", class: "allowed-to-fail" },
    { pattern: "patch", class: "hidden" },
  ];
  const runs = [run(1n, "CI", "failure", { build: "success", docs: "failure" }), run(2n, "Nightly", "failure")];
  expect(light(runs, [check("patch", "failure")], rules)).toMatchObject({ state: "passed", passed: 1, total: 1 });
});

test("a required check that never began is waited for, by whatever name it comes; one that ran again counts as it ran last", () => {
  const rules: CheckRule[] = [
    { pattern: "CI", class: "required" },
    { pattern: "patch", class: "required" },
    { pattern: "Deploy*", class: "required" },
  ];
  expect(light([], [], rules)).toMatchObject({ state: "waiting", passed: 0, total: 2 });
  expect(light([run(1n, "ci", "success")], [check("Patch", "success")], rules)).toMatchObject({ state: "passed", total: 2 });
  expect(light([run(1n, "CI", "success"), run(3n, "CI", "failure")], [check("patch", "success")], rules).state).toBe("failed");
});

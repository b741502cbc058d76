import { expect, test } from "vitest";
import type { CheckRule } from "./check-rules";
import { judgeRun } from "./judge-run";

const RULES: CheckRule[] = [
  { pattern: "CI / docs", class: "allowed-to-fail" },
  { pattern: "CI / canary", class: "hidden" },
];
const run = (conclusion: string | null, workflowName = "CI") => ({
  workflowName,
  status: conclusion ? "completed" : "in_progress",
  conclusion,
  attempt: 2,
  jobsReadOf: 2,
});
const jobs = (outcomes: Record<string, string>) =>
  Object.entries(outcomes).map(([name, conclusion]) => ({ name, status: "completed", conclusion }));

test("a run whose only failures may fail has passed, and says how many", () => {
  expect(judgeRun(run("failure"), jobs({ build: "success", docs: "failure", canary: "timed_out" }), RULES)).toEqual({
    state: "passed",
    class: "blocking",
    allowedFailures: 2,
  });
});

test.each([
  ["another job failed", { build: "failure", docs: "failure" }],
  ["another job was skipped after it", { build: "success", docs: "failure", publish: "skipped" }],
  ["another job was cancelled", { build: "cancelled", docs: "failure" }],
  ["nothing is known of its jobs", {}],
  ["GitHub calls it failed and no job is", { build: "success" }],
])("it stays failed when %s", (_, outcomes) => expect(judgeRun(run("failure"), jobs(outcomes), RULES).state).toBe("failed"));

test("a job that its workflow lets fail is counted in a run that passed; rules change nothing else", () => {
  expect(judgeRun(run("success"), jobs({ build: "success", lint: "failure" }), [])).toMatchObject({ state: "passed", allowedFailures: 1 });
  expect(judgeRun(run(null), jobs({ docs: "failure" }), RULES)).toMatchObject({ state: "running", allowedFailures: 1 });
  expect(judgeRun(run("cancelled"), jobs({ docs: "failure" }), RULES).state).toBe("crashed");
});

test.each([[1], [null]])("it stays failed while its jobs were not all read (%s)", (jobsReadOf) => {
  expect(judgeRun({ ...run("failure"), jobsReadOf }, jobs({ docs: "failure" }), RULES).state).toBe("failed");
});

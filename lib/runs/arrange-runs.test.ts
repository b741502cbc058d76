import { expect, test } from "vitest";
import { byCommit, byWorkflow } from "./arrange-runs";
import type { RunSummary } from "./run-views";

const run = (id: string, workflowId: string, headSha: string) =>
  ({ id, workflowId, headSha, workflowName: `Workflow ${workflowId}` }) as RunSummary;
const RUNS = [run("6", "ci", "b"), run("5", "docs", "a"), run("4", "ci", "a"), run("3", "ci", "b"), run("2", "ci", "a")];

test("of each workflow the newest run of a commit counts, and none is lost", () => {
  const commits = byCommit(RUNS, new Map([["a", "1.2.0rc1"]]));
  expect(
    commits.map(({ sha, version, latest, earlier }) => [sha, version, latest.map(({ id }) => id), earlier.map(({ id }) => id)]),
  ).toEqual([
    ["b", null, ["6"], ["3"]],
    ["a", "1.2.0rc1", ["5", "4"], ["2"]],
  ]);
});

test("a workflow is listed once, with its newest ten runs", () => {
  expect(byWorkflow(RUNS).map(({ workflowId, runs }) => [workflowId, runs.map(({ id }) => id)])).toEqual([
    ["ci", ["6", "4", "3", "2"]],
    ["docs", ["5"]],
  ]);
  expect(byWorkflow(Array.from({ length: 30 }, (_, index) => run(String(99 - index), "ci", "a")))[0]?.runs).toHaveLength(10);
});

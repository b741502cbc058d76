import { expect, test } from "vitest";
import { type Dispatch, type DispatchedRun, matchDispatches } from "./match-dispatches";

const dispatch = (key: string, more: Partial<Dispatch> = {}): Dispatch => ({
  key,
  workflowId: 7n,
  ref: "main",
  actor: "demo-lead",
  after: 4n,
  runId: null,
  ...more,
});
const run = (id: bigint, more: Partial<DispatchedRun> = {}): DispatchedRun => ({
  id,
  workflowId: 7n,
  branch: "main",
  actor: "demo-lead",
  ...more,
});

test("GitHub's word counts once the run is there", () => {
  expect(matchDispatches([dispatch("a", { runId: 5n })], [run(6n)])).toEqual(new Map());
  expect(matchDispatches([dispatch("a", { runId: 5n })], [run(5n), run(6n)])).toEqual(new Map([["a", 5n]]));
});

test("without it, the one run that it can be", () => {
  const others = [run(5n, { workflowId: 8n }), run(6n, { branch: "docs" }), run(7n, { actor: "demo-manager" }), run(4n)];
  expect(matchDispatches([dispatch("a")], others)).toEqual(new Map());
  expect(matchDispatches([dispatch("a")], [...others, run(9n, { actor: "Demo-Lead" })])).toEqual(new Map([["a", 9n]]));
  expect(matchDispatches([dispatch("a"), dispatch("b", { runId: 9n })], [run(9n), run(10n)])).toEqual(
    new Map([
      ["b", 9n],
      ["a", 10n],
    ]),
  );
});

test("two that it could be, or two that it could belong to, stay open", () => {
  expect(matchDispatches([dispatch("a")], [run(9n), run(10n)])).toEqual(new Map());
  expect(matchDispatches([dispatch("a"), dispatch("b")], [run(9n)])).toEqual(new Map());
});

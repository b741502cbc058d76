import { expect, test } from "vitest";
import { readOutcome } from "./read-outcome";

for (const [outcome, expected] of [
  [null, ["waiting", "It is taken in as soon as it is its turn."]],
  ["applied: run 7 is completed", ["applied", "run 7 is completed"]],
  ["ignored: star: stars are not shown", ["ignored", "star: stars are not shown"]],
  ["failed: the payload names no run:\nworkflow_run is missing", ["failed", "the payload names no run:\nworkflow_run is missing"]],
] as const)
  test(`reads ${outcome}`, () => expect(Object.values(readOutcome(outcome))).toEqual(expected));

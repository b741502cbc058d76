import { expect, test } from "vitest";
import { listRounds } from "./list-rounds";
import { readStanding } from "./read-standing";
import type { StepView } from "./review-view";

let count = 0;
function step(kind: StepView["kind"], name: string, facts: Partial<StepView> = {}): StepView {
  count += 1;
  return {
    id: String(count),
    kind,
    by: { id: name, name: `Demo ${name}` },
    at: "2026-01-01T00:00:00.000Z",
    words: "",
    revision: 1,
    digest: "d",
    isExact: true,
    difference: null,
    isOwnText: false,
    ...facts,
  };
}
const since = (entries: number, lines: number) => ({ isExact: false, difference: { entries, lines } });
const all = (steps: StepView[]) => {
  const { state, sentence, also } = readStanding(steps);
  return [state, sentence, ...also];
};

for (const [name, steps, expected] of [
  ["nobody was asked", [], ["nobody", "Nobody has approved this text."]],
  ["somebody asked", [step("ask", "Manager")], ["asked", "Nobody has approved this text.", "Demo Manager asked for a review."]],
  ["approved", [step("ask", "Manager"), step("approve", "Lead")], ["approved", "Approved by Demo Lead on exactly this text."]],
  [
    "approved by two",
    [step("approve", "Lead"), step("approve", "Auditor")],
    ["approved", "Approved by Demo Lead and Demo Auditor on exactly this text."],
  ],
  ["changes are requested", [step("request-changes", "Lead")], ["changes-requested", "Changes requested by Demo Lead."]],
  [
    "one approves and one requests changes",
    [step("request-changes", "Lead"), step("approve", "Auditor")],
    ["changes-requested", "Changes requested by Demo Lead.", "Approved by Demo Auditor on exactly this text."],
  ],
  [
    "the same person changed their mind",
    [step("request-changes", "Lead"), step("approve", "Lead")],
    ["approved", "Approved by Demo Lead on exactly this text."],
  ],
  ["an approval is stale", [step("approve", "Lead", since(3, 8))], ["stale", "The text changed after Demo Lead approved it: 3 entries."]],
  [
    "only a description changed",
    [step("approve", "Lead", since(0, 1))],
    ["stale", "The text changed after Demo Lead approved it: 1 line."],
  ],
  [
    "only the order changed",
    [step("approve", "Lead", since(0, 0))],
    ["stale", "The text changed after Demo Lead approved it: the order of its lines."],
  ],
  [
    "a request for changes was answered, and a review is asked for again",
    [step("request-changes", "Lead", since(1, 2)), step("ask", "Manager")],
    ["stale", "Demo Lead requested changes, and the text changed since: 1 entry.", "Demo Manager asked for a review."],
  ],
  [
    "the writer approved",
    [step("approve", "Manager", { isOwnText: true })],
    [
      "nobody",
      "Nobody has approved this text.",
      "Demo Manager approved it and also wrote in it: own text, so somebody else should approve it.",
    ],
  ],
  [
    "the writer approved and wrote on",
    [step("approve", "Manager", { ...since(1, 1), isOwnText: true })],
    ["nobody", "Nobody has approved this text."],
  ],
] as const)
  test(`says where the review stands when ${name}`, () => expect(all([...steps])).toEqual(expected));

test("an approval of a stale text beside a new one on exactly this text is still said", () => {
  expect(all([step("approve", "Auditor", since(2, 2)), step("approve", "Lead")])).toEqual([
    "approved",
    "Approved by Demo Lead on exactly this text.",
    "The text changed after Demo Auditor approved it: 2 entries.",
  ]);
});

test("each asking begins a round, and a verdict nobody asked for opens the first", () => {
  const steps = [step("request-changes", "Lead"), step("ask", "Manager"), step("approve", "Lead"), step("ask", "Manager")];
  expect(listRounds(steps).map(({ number, steps: own }) => [number, own.map(({ kind }) => kind)])).toEqual([
    [1, ["request-changes"]],
    [2, ["ask", "approve"]],
    [3, ["ask"]],
  ]);
});

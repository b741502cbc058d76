import { expect, test } from "vitest";
import { listLabelChoices, listPathChoices } from "./rule-choices";
import type { SuggestionEntry } from "./suggestion-input";

const entry = (id: string, labels: string[], paths: string[]): SuggestionEntry => ({
  id,
  text: id,
  references: [],
  pullRequest: { labels, paths },
});
const hull = [
  entry("a", ["area:hull", "type:fix"], ["changes/1.md", "src/boat/hull/pump.ts", "src/boat/hull/seal.ts"]),
  entry("b", ["area:hull", "type:fix"], ["changes/2.md", "src/boat/hull/pump/valve.ts"]),
  entry("c", ["type:fix"], ["changes/3.md", "src/boat/hull/pump/test/valve.ts"]),
];
const deck = Array.from({ length: 4 }, (_, i) => entry(`d${i}`, ["area:deck", "type:fix"], [`changes/${i}.md`, "src/boat/deck/rope.ts"]));
const all = [...hull, ...deck];
const shown = (choices: { value: string; count: number; of: number }[]) => choices.map(({ value, count, of }) => `${value} ${count}/${of}`);

test("labels, the most common first, without those that nearly everything carries", () => {
  expect(shown(listLabelChoices(hull, all))).toEqual(["area:hull 2/3"]);
  expect(shown(listLabelChoices(deck, all))).toEqual(["area:deck 4/4"]);
});

test("the longest common folder and those that most share, without what the whole repository is made of", () => {
  expect(shown(listPathChoices(hull, all))).toEqual(["src/boat/hull 3/3", "src/boat/hull/pump 2/3"]);
});

test("a single entry offers its own folders, the deepest first", () => {
  expect(shown(listPathChoices([hull[2] ?? entry("", [], [])], all))).toEqual([
    "src/boat/hull/pump/test 1/1",
    "src/boat/hull/pump 1/1",
    "src/boat/hull 1/1",
  ]);
});

test("where everything is alike it is offered all the same, and nothing where nothing is known", () => {
  expect(shown(listLabelChoices(hull, hull))).toEqual(["area:hull 2/3", "type:fix 3/3"].reverse());
  expect(listPathChoices([{ id: "x", text: "", references: [] }], all)).toEqual([]);
});

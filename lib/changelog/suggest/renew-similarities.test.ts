import { expect, test } from "vitest";
import { measureAllSimilarities } from "./measure-similarities";
import { proposeGroups } from "./propose-groups";
import { renewSimilarities } from "./renew-similarities";
import type { CategoryInput, SuggestionInput } from "./suggestion-input";

const TEXTS = [
  "Add cargo manifest export",
  "Add cargo manifest filters",
  "Stream the cargo manifest",
  "Dim the lantern at sunset",
  "Add lantern dimming schedules",
  "Rename hammocks",
  "Show tides in local time",
];
const entries = TEXTS.map((text, i) => ({ id: `e${i}`, text, references: [`#${i * 10}`] }));
const category: CategoryInput = { id: "c", title: "Features", entries };
const input = (changes: Partial<CategoryInput> = {}, rules: SuggestionInput["rules"] = []): SuggestionInput => ({
  categories: [{ ...category, ...changes }],
  history: { sections: [] },
  rules,
});
const placed = [{ subsectionId: "s", title: "Cargo", entryIds: ["e0", "e1"] }];
const rules = [{ id: "r", type: "phrase" as const, value: "hammocks", title: "Comfort" }];
const measured = measureAllSimilarities(input());

for (const [name, now] of [
  ["a subsection was made", input({ placed })],
  ["a rule was remembered", input({}, rules)],
  ["entries changed places", input({ entries: [...entries].reverse() })],
] as const)
  test(`nothing is measured again when ${name}`, () => expect(renewSimilarities(measured, now)).not.toBeNull());

for (const [name, now] of [
  ["an entry is gone", input({ entries: entries.slice(1) })],
  ["the words of an entry changed", input({ entries: entries.map((e) => (e.id === "e3" ? { ...e, text: "Trim the sail" } : e)) })],
  ["a category was renamed", input({ title: "News" })],
  ["a label became known", input({ entries: entries.map((e) => (e.id === "e3" ? { ...e, pullRequest: { labels: ["hull"] } } : e)) })],
  ["a category is gone", { ...input(), categories: [] }],
] as [string, SuggestionInput][])
  test(`it is measured again when ${name}`, () => expect(renewSimilarities(measured, now)).toBeNull());

test("what was measured proposes the same as a new measure", () => {
  const now = input({ placed }, rules);
  const renewed = renewSimilarities(measured, now);
  expect(renewed && proposeGroups(renewed)).toEqual(proposeGroups(measureAllSimilarities(now)));
});

import { expect, test } from "vitest";
import type { Notes } from "@/lib/changelog/notes";
import type { Reason, Suggestion } from "@/lib/changelog/suggest/suggestion";
import { listMerges, listOpen, refuseSuggestion } from "./answers";

const WORDS: Reason = { facts: [{ type: "words", words: "keel", count: 2, of: 2 }], sentence: "" };
const RULE: Reason = { facts: [{ type: "rule", ruleId: "r", ruleType: "phrase", value: "keel" }], sentence: "" };
const suggest = (id: string, entryIds: string[], changes: Partial<Suggestion> = {}): Suggestion => ({
  id,
  categoryId: "features",
  subsectionId: null,
  criterion: "system",
  title: id,
  description: "",
  reason: WORDS,
  entryIds,
  closeness: 0.6,
  mergeWith: [],
  ...changes,
});

for (const [name, suggestion, type] of [
  ["a group comes apart", suggest("a", ["1", "2"]), "reject"],
  ["one alone stays ungrouped", suggest("a", ["1"]), "take-out"],
  ["what a rule put together stays ungrouped", suggest("a", ["1", "2"], { reason: RULE }), "take-out"],
] as const)
  test(`“not these”: ${name}`, () => expect(refuseSuggestion(suggestion).decision).toEqual({ type, entryIds: suggestion.entryIds }));

test("entries that stand in a subsection by now are not offered, and a suggestion without any goes", () => {
  const notes: Notes = {
    version: "1.0.0",
    entries: {},
    categories: [
      { id: "fixes", title: "Fixes", subsections: [], ungroupedIds: ["5"] },
      {
        id: "features",
        title: "Features",
        subsections: [{ id: "s", title: "Keel", description: "", entryIds: ["2", "3"] }],
        ungroupedIds: ["1"],
      },
    ],
  };
  const open = listOpen([suggest("a", ["1", "2"]), suggest("b", ["3"]), suggest("c", ["5"], { categoryId: "fixes" })], notes);
  expect(open.map(({ id, entryIds }) => [id, entryIds])).toEqual([
    ["c", ["5"]],
    ["a", ["1"]],
  ]);
});

test("what belongs to two subsections that are there is not merged", () => {
  const neighbours = ["b", "c", "gone"].map((suggestionId) => ({ suggestionId, closeness: 0.5 }));
  const all = [suggest("b", ["2"]), suggest("c", ["3"], { subsectionId: "s2" })];
  expect(listMerges(suggest("a", ["1"], { mergeWith: neighbours }), all).map(({ id }) => id)).toEqual(["b", "c"]);
  expect(listMerges(suggest("a", ["1"], { mergeWith: neighbours, subsectionId: "s1" }), all).map(({ id }) => id)).toEqual(["b"]);
});

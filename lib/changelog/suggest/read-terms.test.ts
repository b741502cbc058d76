import { expect, test } from "vitest";
import { readEntryTerms, readTerms } from "./read-terms";

test("topic words leave out function words, numbers and the leading verb", () => {
  expect([...readTerms("Add the rudder lock to 3 of the rudders").words]).toEqual([
    ["rudder", 2],
    ["lock", 1],
  ]);
});

test("a phrase is two topic words side by side", () => {
  expect([...readTerms("Fix rudder lock, anchor chain and `KeelBolt`").phrases]).toEqual(["rudder lock", "anchor chain", "keel bolt"]);
});

test("whole identifiers are kept beside their words", () => {
  expect([...readTerms("Use `KeelBolt` and keel_bolts in hull").identifiers]).toEqual(["keelbolt"]);
});

for (const [text, anchors] of [
  ["Add OPS-1024 design", ["ops-1024"]],
  ["Follow up on #41 and #42", ["#41", "#42"]],
  ["fix(hull): seal it", ["scope:hull"]],
  ["**hull:** seal it", ["scope:hull"]],
  ["Seal it: at last", []],
] as const)
  test(`anchors of “${text}”`, () => expect([...readTerms(text).anchors]).toEqual(anchors));

test("the pull request adds its title's words and its scope, never the words of its scope twice", () => {
  const terms = readEntryTerms({
    id: "a",
    text: "Seal it",
    references: [],
    pullRequest: { title: "fix(hull): seal the keel", scope: "hull" },
  });
  expect(terms.words.get("keel")).toBe(0.5);
  expect(terms.anchors.has("scope:hull")).toBe(true);
  expect(terms.words.has("fix")).toBe(false);
});

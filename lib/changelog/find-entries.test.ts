import { expect, test } from "vitest";
import { findEntries, findNextUngrouped } from "./find-entries";
import type { Notes } from "./notes";

const entry = (id: string, text: string, number: string, version: string) => ({
  id,
  kind: "entry" as const,
  raw: `* ${text} (#${number})`,
  text,
  references: [{ label: `#${number}`, url: null }],
  origins: [{ version, raw: "" }],
});
const NOTES: Notes = {
  version: "1.2.0",
  entries: {
    a: entry("a", "Add `fair share` weights", "4371", "1.2.0rc1"),
    b: entry("b", "Share the hull between two yards", "4380", "1.2.0rc2"),
    c: entry("c", "Fix the fair wind", "12", "1.2.0rc2"),
  },
  categories: [
    {
      id: "features",
      title: "Features",
      subsections: [{ id: "hull", title: "Hull", description: "", entryIds: ["b"] }],
      ungroupedIds: ["a"],
    },
    { id: "fixes", title: "Fixes", subsections: [], ungroupedIds: ["c"] },
  ],
};

for (const [name, words, isUngroupedOnly, expected] of [
  ["a word", "fair", false, "ac"],
  ["every word, in any order and case", "SHARE fair", false, "a"],
  ["a number", "#4371", false, "a"],
  ["the beginning of a number", "#43", false, "ab"],
  ["an origin", "rc2", false, "bc"],
  ["what is ungrouped", "", true, "ac"],
  ["words among what is ungrouped", "share", true, "a"],
  ["nothing", "keel", false, ""],
] as const)
  test(`finds by ${name}`, () => expect([...(findEntries(NOTES, { words, isUngroupedOnly }) ?? [])].sort().join("")).toBe(expected));

test("shows everything when nothing is looked for", () => expect(findEntries(NOTES, { words: "  ", isUngroupedOnly: false })).toBeNull());

for (const [name, order, from, expected] of [
  ["from the beginning", ["b", "a", "c"], null, "a"],
  ["after the one in focus", ["b", "a", "c"], "a", "c"],
  ["from the beginning again after the last", ["b", "a", "c"], "c", "a"],
  ["nowhere when it is the only one", ["b", "a"], "a", null],
  ["nowhere when none is shown", ["b"], "b", null],
] as const)
  test(`goes to the next ungrouped ${name}`, () => expect(findNextUngrouped(NOTES, [...order], from)).toBe(expected));

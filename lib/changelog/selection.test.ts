import { expect, test } from "vitest";
import { extendSelection, NOTHING_SELECTED, type Selection, selectAll, toggleEntry } from "./selection";

const ORDER = [..."abcdef"];
const toggle = (id: string) => (selection: Selection) => toggleEntry(selection, id);
const shift =
  (id: string, order = ORDER) =>
  (selection: Selection) =>
    extendSelection(selection, order, id);
const all = (ids: string, isSelected: boolean) => (selection: Selection) => selectAll(selection, [...ids], isSelected);

for (const [name, acts, expected] of [
  ["one", [toggle("c")], "c"],
  ["one and leaves it", [toggle("c"), toggle("c")], ""],
  ["two apart", [toggle("e"), toggle("b")], "be"],
  ["a range downwards", [toggle("b"), shift("d")], "bcd"],
  ["a range upwards", [toggle("d"), shift("b")], "bcd"],
  ["a shorter range when shift comes back", [toggle("b"), shift("e"), shift("c")], "bc"],
  ["a range over to the other side of its start", [toggle("c"), shift("e"), shift("a")], "abc"],
  ["a second range beside the first", [toggle("a"), shift("b"), toggle("d"), shift("e")], "abde"],
  ["only what is shown between the ends", [toggle("b"), shift("e", ["a", "b", "e"])], "be"],
  ["one when shift comes first", [shift("d")], "d"],
  ["one when the start is no longer shown", [toggle("a"), shift("d", ["c", "d"])], "ad"],
  ["all of a list beside what was chosen", [toggle("a"), all("cd", true)], "acd"],
  ["none of a list any more", [toggle("a"), shift("d"), all("bc", false)], "ad"],
] as const)
  test(`chooses ${name}`, () => {
    let selection = NOTHING_SELECTED;
    for (const act of acts) selection = act(selection);
    expect([...selection.ids].sort().join("")).toBe(expected);
  });

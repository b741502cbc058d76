import { expect, test } from "vitest";
import { applyOperation } from "./apply-operation";
import type { Notes } from "./notes";
import { planPlacements, wholeIndex } from "./plan-placements";

const entry = (id: string) => ({ id, kind: "entry" as const, raw: `* ${id}`, text: id, references: [], origins: [] });
const NOTES: Notes = {
  version: "1.2.0",
  entries: Object.fromEntries([..."abcdef"].map((id) => [id, entry(id)])),
  categories: [
    {
      id: "features",
      title: "Features",
      subsections: [{ id: "hull", title: "Hull", description: "", entryIds: ["e"] }],
      ungroupedIds: ["a", "b", "c", "d"],
    },
    { id: "fixes", title: "Fixes", subsections: [], ungroupedIds: ["f"] },
  ],
};

for (const [name, entryIds, to, expected] of [
  ["one down its own list", ["a"], { categoryId: "features", subsectionId: null, index: 3 }, "e|bcad|f"],
  ["one to where it stands", ["b"], { categoryId: "features", subsectionId: null, index: 2 }, "e|abcd|f"],
  ["two that are apart, between others", ["a", "c"], { categoryId: "features", subsectionId: null, index: 4 }, "e|bdac|f"],
  ["two before the first", ["b", "d"], { categoryId: "features", subsectionId: null, index: 0 }, "e|bdac|f"],
  ["some of two categories into a subsection", ["a", "f"], { categoryId: "features", subsectionId: "hull", index: 0 }, "afe|bcd|"],
  ["all of a list behind another", ["a", "b", "c", "d"], { categoryId: "fixes", subsectionId: null, index: 1 }, "e||fabcd"],
] as const)
  test(`moves ${name}, in one act that can be undone`, () => {
    const applied = applyOperation(NOTES, { type: "place-entries", placements: planPlacements(NOTES, [...entryIds], to) });
    if (!applied.ok) throw new Error(applied.reason);
    expect(layout(applied.notes)).toBe(expected);
    const undone = applyOperation(applied.notes, applied.inverse);
    expect(undone.ok && layout(undone.notes)).toBe("e|abcd|f");
  });

for (const [name, shown, index, expected] of [
  ["before the entry that follows on the screen, behind the hidden ones between", ["b", "e"], 1, 4],
  ["before the first shown", ["b", "e"], 0, 1],
  ["directly after the last shown", ["b", "d"], 2, 4],
  ["at the end of a list of which nothing is shown", [], 0, 6],
  ["where it is when everything is shown", [..."abcdef"], 3, 3],
] as const)
  test(`a drop among filtered entries lands ${name}`, () => expect(wholeIndex([..."abcdef"], [...shown], index)).toBe(expected));

function layout(notes: Notes): string {
  return notes.categories.flatMap((c) => [...c.subsections.map((s) => s.entryIds.join("")), c.ungroupedIds.join("")]).join("|");
}

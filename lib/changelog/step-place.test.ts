import { expect, test } from "vitest";
import { applyOperation } from "./apply-operation";
import type { Notes } from "./notes";
import { placeTogether } from "./plan-placements";
import { describePlace, stepPlace } from "./step-place";

const entry = (id: string) => ({ id, kind: "entry" as const, raw: `* ${id}`, text: id, references: [], origins: [] });
const NOTES: Notes = {
  version: "1.2.0",
  entries: Object.fromEntries(["a", "b", "c", "d"].map((id) => [id, entry(id)])),
  categories: [
    {
      id: "features",
      title: "Features",
      subsections: [{ id: "hull", title: "Hull", description: "", entryIds: ["a", "b"] }],
      ungroupedIds: ["c"],
    },
    { id: "fixes", title: "Fixes", subsections: [], ungroupedIds: ["d"] },
  ],
};

test("arrow keys walk an entry through every list and back", () => {
  let notes = NOTES;
  const walk = (direction: "up" | "down") => {
    const to = stepPlace(notes, ["a"], direction);
    if (!to) return null;
    const applied = applyOperation(notes, { type: "place-entries", placements: [{ entryId: "a", to }] });
    if (applied.ok) notes = applied.notes;
    return describePlace(notes, "a");
  };
  const down = [
    "Hull, position 2 of 2",
    "Ungrouped Features, position 1 of 2",
    "Ungrouped Features, position 2 of 2",
    "Ungrouped Fixes, position 1 of 2",
    "Ungrouped Fixes, position 2 of 2",
    null,
  ];
  expect(down.map(() => walk("down"))).toEqual(down);
  const up = [
    "Ungrouped Fixes, position 1 of 2",
    "Ungrouped Features, position 2 of 2",
    "Ungrouped Features, position 1 of 2",
    "Hull, position 2 of 2",
    "Hull, position 1 of 2",
    null,
  ];
  expect(up.map(() => walk("up"))).toEqual(up);
});

test("next and previous change the list at once", () => {
  expect(stepPlace(NOTES, ["a"], "next")).toEqual({ categoryId: "features", subsectionId: null, index: 0 });
  expect(stepPlace(NOTES, ["d"], "previous")).toEqual({ categoryId: "features", subsectionId: null, index: 1 });
  expect(stepPlace(NOTES, ["gone"], "up")).toBeNull();
});

test("several walk together, and past what a filter hides at once", () => {
  const LONG: Notes = {
    ...NOTES,
    categories: [{ id: "features", title: "Features", subsections: [], ungroupedIds: ["a", "b", "c", "d"] }],
  };
  const to = stepPlace(LONG, ["a", "b"], "down");
  expect(to).toEqual({ categoryId: "features", subsectionId: null, index: 1 });
  const applied = to && applyOperation(LONG, { type: "place-entries", placements: placeTogether(["a", "b"], to) });
  expect(applied?.ok && describePlace(applied.notes, "a", 2)).toBe("Ungrouped Features, positions 2 to 3 of 4");
  expect(stepPlace(LONG, ["a"], "down", (id) => id === "d")).toMatchObject({ index: 3 });
  expect(stepPlace(LONG, ["d"], "up", (id) => id === "b")).toMatchObject({ index: 1 });
  expect(stepPlace(LONG, ["d"], "up", () => false)).toBeNull();
});

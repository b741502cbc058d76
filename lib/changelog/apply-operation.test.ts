import fc from "fast-check";
import { expect, test } from "vitest";
import { applyOperation } from "./apply-operation";
import { describeOperation } from "./describe-operation";
import { type Entry, listEntryIds, type Notes } from "./notes";
import type { NotesOperation } from "./notes-operation";
import { findPlace } from "./place";
import { replayOperations } from "./replay-operations";

const entry = (id: string): Entry => ({ id, kind: "entry", raw: `* ${id}`, text: id, references: [], origins: [] });
const NOTES: Notes = {
  version: "1.2.0",
  entries: Object.fromEntries(["a", "b", "c", "d", "e"].map((id) => [id, entry(id)])),
  categories: [
    {
      id: "features",
      title: "Features",
      subsections: [{ id: "hull", title: "Hull", description: "", entryIds: ["a", "b"] }],
      ungroupedIds: ["c"],
    },
    { id: "fixes", title: "Fixes", subsections: [], ungroupedIds: ["d", "e"] },
  ],
};
const layout = (notes: Notes) =>
  notes.categories.map((c) => [...c.subsections.map((s) => `${s.title}:${s.entryIds.join("")}`), c.ungroupedIds.join("")].join(" "));
const apply = (operation: NotesOperation) => {
  const applied = applyOperation(NOTES, operation);
  if (!applied.ok) throw new Error(applied.reason);
  return applied;
};
const place = (entryId: string, categoryId: string, subsectionId: string | null, index: number): NotesOperation => ({
  type: "place-entries",
  placements: [{ entryId, to: { categoryId, subsectionId, index } }],
});

for (const [name, operation, expected] of [
  ["down its own list", place("a", "features", "hull", 1), ["Hull:ba c", "de"]],
  ["to the ungrouped", place("a", "features", null, 0), ["Hull:b ac", "de"]],
  ["to another category", place("a", "fixes", null, 1), ["Hull:b c", "dae"]],
  ["past the end", place("d", "fixes", null, 99), ["Hull:ab c", "ed"]],
] as const)
  test(`moves an entry ${name}`, () => expect(layout(apply(operation).notes)).toEqual(expected));

test("moves a selection in one act, in order", () => {
  const to = (index: number) => ({ categoryId: "features", subsectionId: "hull", index });
  const applied = apply({
    type: "place-entries",
    placements: [
      { entryId: "e", to: to(0) },
      { entryId: "c", to: to(1) },
    ],
  });
  expect(layout(applied.notes)).toEqual(["Hull:ecab ", "d"]);
});

test("A46 A47 creates a described subsection around entries", () => {
  const operation: NotesOperation = {
    type: "create-subsection",
    subsectionId: "s1",
    categoryId: "fixes",
    title: " Rudder ",
    description: "Repaired steering.",
    index: 0,
    entryIds: ["e"],
  };
  const applied = apply(operation);
  expect(layout(applied.notes)).toEqual(["Hull:ab c", "Rudder:e d"]);
  expect(describeOperation(applied.notes, operation)).toBe("Created Rudder with 1 entry");
});

test("a number at the start of a description is no heading", () => {
  expect(
    apply({ type: "describe-subsection", subsectionId: "hull", description: "#12 and #13 made it fast." }).notes.categories[0]
      ?.subsections[0]?.description,
  ).toContain("#12");
});

test("deleting a subsection keeps its entries as ungrouped", () => {
  expect(layout(apply({ type: "delete-subsection", subsectionId: "hull" }).notes)).toEqual(["cab", "de"]);
});

test("reorders subsections between categories", () => {
  expect(layout(apply({ type: "move-subsection", subsectionId: "hull", categoryId: "fixes", index: 0 }).notes)).toEqual([
    "c",
    "Hull:ab de",
  ]);
});

for (const [name, operation, reason] of [
  ["an entry that is gone", place("z", "fixes", null, 0), /no longer part/],
  ["a subsection that is gone", place("a", "fixes", "hull", 0), /gone/],
  ["an empty title", { type: "rename-subsection", subsectionId: "hull", title: "  " }, /needs a title/],
  ["a title of two lines", { type: "rename-subsection", subsectionId: "hull", title: "a\nb" }, /one line/],
  [
    "a title that is taken",
    { type: "create-subsection", subsectionId: "s9", categoryId: "features", title: "Hull", description: "", index: 0, entryIds: [] },
    /another title/,
  ],
  [
    "a heading in a new description",
    {
      type: "create-subsection",
      subsectionId: "s9",
      categoryId: "features",
      title: "Mast",
      description: "## 1.1.5",
      index: 0,
      entryIds: [],
    },
    /no headings/,
  ],
  ["a comment that would hide the rest", { type: "describe-subsection", subsectionId: "hull", description: "<!-- todo" }, /no comment/],
  ["an open fence", { type: "describe-subsection", subsectionId: "hull", description: "```" }, /no code block/],
  ["a heading in a description", { type: "describe-subsection", subsectionId: "hull", description: "x\n## y" }, /no headings/],
] as [string, NotesOperation, RegExp][])
  test(`refuses ${name} with a sentence`, () => {
    const applied = applyOperation(NOTES, operation);
    expect(applied.ok ? "" : applied.reason).toMatch(reason);
  });

const anyPlace = fc.oneof(
  fc.record({ categoryId: fc.constant("features"), subsectionId: fc.constantFrom("hull", null), index: fc.nat(4) }),
  fc.record({ categoryId: fc.constant("fixes"), subsectionId: fc.constant(null), index: fc.nat(4) }),
);
const anyOperation: fc.Arbitrary<NotesOperation> = fc.oneof(
  fc
    .uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"), { minLength: 1 })
    .chain((ids) => fc.tuple(...ids.map((entryId) => anyPlace.map((to) => ({ entryId, to })))))
    .map((placements): NotesOperation => ({ type: "place-entries", placements })),
  fc.record({
    type: fc.constant("create-subsection" as const),
    subsectionId: fc.constantFrom("s1", "s2", "s3"),
    categoryId: fc.constantFrom("features", "fixes"),
    title: fc.constantFrom("One", "Two"),
    description: fc.constantFrom("", "Did things."),
    index: fc.nat(2),
    entryIds: fc.uniqueArray(fc.constantFrom("a", "c", "e")),
  }),
  fc.record({ type: fc.constant("delete-subsection" as const), subsectionId: fc.constantFrom("hull", "s1", "s2") }),
  fc.record({
    type: fc.constant("move-subsection" as const),
    subsectionId: fc.constantFrom("hull", "s1"),
    categoryId: fc.constantFrom("features", "fixes"),
    index: fc.nat(3),
  }),
  fc.record({
    type: fc.constant("rename-subsection" as const),
    subsectionId: fc.constantFrom("hull", "s1"),
    title: fc.constantFrom("X", "Y"),
  }),
);

test("any acts keep every entry exactly once, and undoing them in reverse restores the notes", () => {
  fc.assert(
    fc.property(fc.array(anyOperation, { maxLength: 12 }), (operations) => {
      let notes = NOTES;
      const inverses: NotesOperation[] = [];
      for (const operation of operations) {
        const applied = applyOperation(notes, operation);
        if (!applied.ok) continue;
        notes = applied.notes;
        inverses.unshift(applied.inverse);
        expect(notes.categories.flatMap(listEntryIds).sort()).toEqual(["a", "b", "c", "d", "e"]);
      }
      for (const inverse of inverses) {
        const applied = applyOperation(notes, inverse);
        if (!applied.ok) throw new Error(applied.reason);
        notes = applied.notes;
      }
      expect(notes).toEqual(NOTES);
    }),
    { numRuns: 1000 },
  );
});

test("replaying onto regenerated notes keeps what still fits and reports what does not", () => {
  const { b: _, ...entries } = NOTES.entries;
  const regenerated: Notes = {
    ...NOTES,
    entries,
    categories: [
      { id: "features", title: "Features", subsections: [], ungroupedIds: ["a", "c"] },
      { id: "fixes", title: "Fixes", subsections: [], ungroupedIds: ["d", "e"] },
    ],
  };
  const { notes, lost } = replayOperations(regenerated, [
    {
      type: "create-subsection",
      subsectionId: "s1",
      categoryId: "features",
      title: "Mast",
      description: "",
      index: 0,
      entryIds: ["a", "b"],
    },
    place("b", "features", "s1", 0),
    place("d", "features", "hull", 0),
  ]);
  expect(layout(notes)).toEqual(["Mast:a c", "de"]);
  expect(lost.map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/no longer in the changelog/),
    expect.stringMatching(/no longer in the changelog/),
    expect.stringMatching(/gone/),
  ]);
  expect(findPlace(notes, "d")).toEqual({ categoryId: "fixes", subsectionId: null, index: 0 });
});

test("replaying onto notes that hold the subsection already goes on with it", () => {
  const { notes, lost } = replayOperations(NOTES, [
    {
      type: "create-subsection",
      subsectionId: "mine",
      categoryId: "features",
      title: "Hull",
      description: "",
      index: 0,
      entryIds: ["a", "c"],
    },
    place("d", "features", "mine", 0),
  ]);
  expect([layout(notes), lost]).toEqual([["Hull:dabc ", "e"], []]);
});

test("replaying several groupings that were one act judges each by itself", () => {
  const group = (subsectionId: string, title: string, entryIds: string[]): NotesOperation => ({
    type: "create-subsection",
    subsectionId,
    categoryId: "features",
    title,
    description: "",
    index: 0,
    entryIds,
  });
  const { notes, lost } = replayOperations(NOTES, [
    { type: "all", operations: [group("twin", "Hull", ["c"]), group("fresh", "Mast", ["a"]), place("d", "features", "gone", 0)] },
  ]);
  expect(layout(notes)).toEqual(["Mast:a Hull:bc ", "de"]);
  expect(lost).toHaveLength(1);
});

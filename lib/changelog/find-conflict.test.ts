import { expect, test } from "vitest";
import { applyOperation } from "./apply-operation";
import { explainUnseen, findConflict } from "./find-conflict";
import type { Entry, Notes } from "./notes";
import type { NotesOperation } from "./notes-operation";
import { replayOperations } from "./replay-operations";
import { explainUndecided, listUndecided } from "./undecided";

const entry = (id: string, raw: string): Entry => ({
  id,
  kind: "entry",
  raw,
  text: raw.slice(2),
  references: [],
  origins: [{ version: "1.2.0", raw }],
});
const notesWith = (words: string, description = "Held water out.", title = "Hull"): Notes => ({
  version: "1.2.0",
  entries: { a: entry("a", `* ${words}`), b: entry("b", "* Other") },
  categories: [
    { id: "features", title: "Features", subsections: [{ id: "hull", title, description, entryIds: ["a"] }], ungroupedIds: ["b"] },
  ],
});
const NOTES = notesWith("Add a mast");
const edit = (words: string, seen: string): NotesOperation => ({
  type: "edit-entry",
  entryId: "a",
  raw: `* ${words}`,
  base: "* Add a mast",
  seen: `* ${seen}`,
});
const describe = (description: string, seen: string): NotesOperation => ({
  type: "describe-subsection",
  subsectionId: "hull",
  description,
  seen,
});
const place: NotesOperation = {
  type: "place-entries",
  placements: [{ entryId: "a", to: { categoryId: "features", subsectionId: null, index: 0 } }],
};

for (const [name, operation, expected] of [
  ["words written over those that stand there", edit("Add a tall mast", "Add a mast"), null],
  [
    "words written over others",
    edit("Add a tall mast", "Add a pole"),
    ["“Add a mast”", "* Add a pole", "* Add a mast", "* Add a tall mast"],
  ],
  ["the same words twice", edit("Add a mast", "Add a pole"), null],
  ["a description over another", describe("Kept dry.", "Old."), ["the description of Hull", "Old.", "Held water out.", "Kept dry."]],
  [
    "a title over another",
    { type: "rename-subsection", subsectionId: "hull", title: "Keel", seen: "Body" },
    ["the subsection Hull", "Body", "Hull", "Keel"],
  ],
  [
    "a category over another",
    { type: "rename-category", categoryId: "features", title: "New", seen: "Added" },
    ["the category Features", "Added", "Features", "New"],
  ],
  [
    "words of an entry that is gone",
    { type: "edit-entry", entryId: "z", raw: "* Mine", base: "* Old", seen: "* Old" },
    ["“Old”", "* Old", null, "* Mine"],
  ],
  [
    "a step of several",
    { type: "all", operations: [place, describe("Kept dry.", "Old.")] },
    ["the description of Hull", "Old.", "Held water out.", "Kept dry."],
  ],
  ["a move, which both see", place, null],
  ["an act from before acts named what was seen", { type: "describe-subsection", subsectionId: "hull", description: "Kept dry." }, null],
] as [string, NotesOperation, (string | null)[] | null][])
  test(`${name}: ${expected ? "both texts are told" : "no conflict"}`, () => {
    const found = findConflict(NOTES, operation);
    expect(found && [found.name, found.base, found.theirs, found.yours]).toEqual(expected);
  });

test("a subsection whose description changed unseen is not deleted", () => {
  const remove = (description: string): NotesOperation => ({
    type: "delete-subsection",
    subsectionId: "hull",
    seen: { title: "Hull", description },
  });
  expect(explainUnseen(NOTES, remove("Held water out."))).toBeNull();
  expect(explainUnseen(NOTES, remove("Something else."))).toContain("changed meanwhile");
});

test("the inverse of an edit names the words it takes back", () => {
  const applied = applyOperation(NOTES, edit("Add a tall mast", "Add a mast"));
  if (!applied.ok) throw new Error(applied.reason);
  expect(findConflict(applied.notes, applied.inverse)).toBeNull();
  expect(findConflict(notesWith("Somebody else's"), applied.inverse)).not.toBeNull();
});

test("words that no longer fit a regenerated changelog wait in the notes, and a decision can be undone", () => {
  const { notes, lost } = replayOperations(notesWith("Add a mast of oak"), [edit("Add a tall mast", "Add a mast")]);
  expect(lost).toEqual([]);
  expect(listUndecided(notes)).toMatchObject([
    { name: "“Add a mast of oak”", base: "* Add a mast", theirs: "* Add a mast of oak", yours: "* Add a tall mast" },
  ]);
  expect(explainUndecided(notes)).toBe("1 text waits for a decision. Choose its words first.");
  const decision: NotesOperation = {
    type: "decide-text",
    subject: { type: "entry", id: "a" },
    text: "* Add a tall mast of oak",
    seen: "* Add a mast of oak",
    base: "* Add a mast of oak",
  };
  const decided = applyOperation(notes, decision);
  if (!decided.ok) throw new Error(decided.reason);
  expect([decided.notes.entries.a?.raw, explainUndecided(decided.notes)]).toEqual(["* Add a tall mast of oak", null]);
  const undone = applyOperation(decided.notes, decided.inverse);
  expect(undone.ok && undone.notes).toEqual(notes);
  expect(applyOperation(decided.notes, decision).ok).toBe(false);
});

for (const [name, operations, words, expected] of [
  ["an edit of an edit counts once", [edit("B", "Add a mast"), edit("C", "B")], "New", ["* New", "* C"]],
  ["an edit that the changelog has by now is no conflict", [edit("B", "Add a mast"), edit("C", "B")], "C", ["* C", null]],
  ["an edit that was taken back wants nothing", [edit("B", "Add a mast"), edit("Add a mast", "B")], "New", ["* New", null]],
] as const)
  test(`moved onto another changelog: ${name}`, () => {
    const { notes } = replayOperations(notesWith(words), [...operations]);
    expect([notes.entries.a?.raw, listUndecided(notes)[0]?.yours ?? null]).toEqual(expected);
  });

for (const [name, decided, words, expected] of [
  ["holds while the changelog stays", "* Both", "Theirs", ["* Both", null]],
  ["for the changelog's words gives way to newer ones", "* Theirs", "Newer", ["* Newer", null]],
  ["waits again when the changelog changes again", "* Both", "Newer", ["* Newer", "* Both"]],
] as const)
  test(`moved once more, a decision ${name}`, () => {
    const decide: NotesOperation = {
      type: "decide-text",
      subject: { type: "entry", id: "a" },
      text: decided,
      seen: "* Theirs",
      base: "* Theirs",
    };
    const { notes } = replayOperations(notesWith(words), [edit("Mine", "Add a mast"), decide]);
    expect([notes.entries.a?.raw, listUndecided(notes)[0]?.yours ?? null]).toEqual(expected);
  });

test("words whose place is gone wait as well, and can only be let go of", () => {
  const { a: _, ...entries } = NOTES.entries;
  const gone: Notes = {
    ...NOTES,
    entries,
    categories: [{ id: "features", title: "Features", subsections: [], ungroupedIds: ["b"] }],
  };
  const { notes } = replayOperations(gone, [edit("Mine", "Add a mast"), describe("Kept dry.", "Held water out.")]);
  expect(listUndecided(notes).map(({ theirs, yours }) => [theirs, yours])).toEqual([
    [null, "* Mine"],
    [null, "Kept dry."],
  ]);
  const subject = { type: "entry" as const, id: "a" };
  expect(applyOperation(notes, { type: "decide-text", subject, text: "* Mine", seen: null, base: null }).ok).toBe(false);
  const letGo = applyOperation(notes, { type: "decide-text", subject, text: null, seen: null, base: null });
  expect(letGo.ok && listUndecided(letGo.notes)).toHaveLength(1);
});

test("a subsection that stands there with another description by now keeps both", () => {
  const create: NotesOperation = {
    type: "create-subsection",
    subsectionId: "mine",
    categoryId: "features",
    title: "Hull",
    description: "Kept dry.",
    index: 0,
    entryIds: ["b"],
  };
  const { notes } = replayOperations(NOTES, [create]);
  expect(notes.categories[0]?.subsections).toMatchObject([{ id: "hull", description: "Held water out.", entryIds: ["a", "b"] }]);
  expect(listUndecided(notes)).toMatchObject([{ subject: { type: "description", id: "hull" }, yours: "Kept dry." }]);
  const { notes: filled } = replayOperations(notesWith("Add a mast", ""), [create]);
  expect([filled.categories[0]?.subsections[0]?.description, listUndecided(filled)]).toEqual(["Kept dry.", []]);
});

const hull = { type: "description" as const, id: "hull" };
const choose = (yours: string, text: string | null, seen: string | null): NotesOperation => ({
  type: "decide-text",
  subject: hull,
  yours,
  text,
  seen,
  base: "Theirs.",
});
const createHull: NotesOperation = {
  type: "create-subsection",
  subsectionId: "mine",
  categoryId: "features",
  title: "Hull",
  description: "Kept dry.",
  index: 0,
  entryIds: ["b"],
};
/** Two texts wait on one description: that of the creation, and that written over it when the subsection stood in the file. */
const TWO = [createHull, describe("Stayed afloat.", "Kept dry.")];
for (const [name, choices, words, expected] of [
  ["before any choice", [], "Theirs.", ["Theirs.", "Kept dry.", "Stayed afloat."]],
  ["the changelog's words chosen over one", [choose("Kept dry.", "Theirs.", "Theirs.")], "Theirs.", ["Theirs.", "Stayed afloat."]],
  ["other words chosen over one", [choose("Kept dry.", "Both.", "Theirs.")], "Theirs.", ["Both.", "Stayed afloat."]],
  ["one let go of", [choose("Kept dry.", null, null)], "Theirs.", ["Theirs.", "Stayed afloat."]],
  [
    "the later one chosen first, which is asked again",
    [choose("Stayed afloat.", "Both.", "Theirs.")],
    "Theirs.",
    ["Theirs.", "Kept dry.", "Both."],
  ],
  ["both chosen over", [choose("Kept dry.", "Both.", "Theirs."), choose("Stayed afloat.", "Best.", "Both.")], "Theirs.", ["Best."]],
  [
    "both chosen over, and edited since",
    [choose("Kept dry.", "Theirs.", "Theirs."), choose("Stayed afloat.", "Both.", "Theirs."), describe("Best.", "Both.")],
    "Theirs.",
    ["Best."],
  ],
  [
    "one chosen over, and the changelog changed again",
    [choose("Kept dry.", "Both.", "Theirs.")],
    "Newer.",
    ["Newer.", "Both.", "Stayed afloat."],
  ],
] as [string, NotesOperation[], string, string[]][])
  test(`of two texts that wait on one place, moved once more, none is lost: ${name}`, () => {
    const { notes } = replayOperations(notesWith("Add a mast", words), [...TWO, ...choices]);
    expect([notes.categories[0]?.subsections[0]?.description, ...listUndecided(notes).map(({ yours }) => yours)]).toEqual(expected);
  });

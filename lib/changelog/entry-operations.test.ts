import { expect, test } from "vitest";
import { parseVersion } from "@/lib/releases/version";
import { applyOperation } from "./apply-operation";
import { consolidate } from "./consolidate";
import { entryBody, withBody } from "./entry-body";
import { currentLedger, type Notes, sumLedger } from "./notes";
import type { NotesOperation } from "./notes-operation";
import { parseChangelog } from "./parse-changelog";
import { renderNotes } from "./render-notes";
import { replayOperations } from "./replay-operations";

const FILE =
  "## 1.2.0\r\n\r\n### Features\r\n* Add a mast (#1)\r\n* Add a sail\r\n  of cloth (#2)\r\n\r\n### Fixes\r\n* Seal the hull (#3)\r\n";

function setUp(file = FILE) {
  const version = parseVersion("1.2.0");
  if (!version) throw new Error("1.2.0 is a version");
  const changelog = parseChangelog(file);
  const { notes, ledger } = consolidate(changelog, version);
  const idOf = (words: string) => Object.values(notes.entries).find(({ text }) => text.includes(words))?.id ?? "";
  const render = (changed: Notes) => renderNotes(changelog, version, changed, "2026-03-01");
  return { notes, ledger, idOf, render };
}

function apply(notes: Notes, operation: NotesOperation) {
  const applied = applyOperation(notes, operation);
  if (!applied.ok) throw new Error(applied.reason);
  return applied;
}

test("an edited entry changes its own bytes alone, with the file's line ends", () => {
  const { notes, idOf, render } = setUp();
  const raw = "* Add a sail\n  of silk (#2)";
  const { notes: edited, inverse } = apply(notes, {
    type: "edit-entry",
    entryId: idOf("sail"),
    raw,
    base: notes.entries[idOf("sail")]?.raw ?? "",
  });
  expect(render(edited)).toBe(FILE.replace("of cloth", "of silk"));
  expect(edited.entries[idOf("sail")]).toMatchObject({ text: "Add a sail of silk", references: [{ label: "#2" }] });
  expect(render(apply(edited, inverse).notes)).toBe(FILE);
});

test("an entry that is left out is dropped in the ledger with its reason, and can be taken back", () => {
  const { notes, ledger, idOf, render } = setUp();
  const { notes: without, inverse } = apply(notes, { type: "drop-entry", entryId: idOf("mast"), reason: "It was reverted." });
  expect(render(without)).toBe(FILE.replace("* Add a mast (#1)\r\n", ""));
  expect(sumLedger(ledger, without)).toEqual({ incoming: 3, placed: 2, merged: 0, dropped: 1, isBalanced: true });
  expect(currentLedger(ledger, without)).toContainEqual(
    expect.objectContaining({ raw: "* Add a mast (#1)", outcome: "dropped", reason: "It was reverted." }),
  );
  const restored = apply(without, inverse).notes;
  expect(render(restored)).toBe(FILE);
  expect(sumLedger(ledger, restored)).toMatchObject({ placed: 3, dropped: 0, isBalanced: true });
});

test("two entries of the same words in two categories are told apart when they are left out", () => {
  const { notes, ledger } = setUp("## 1.2.0\n\n### Features\n* Add a mast (#1)\n\n### Fixes\n* Add a mast (#1)\n");
  const [feature = "", fix = ""] = Object.keys(notes.entries);
  const first = apply(notes, { type: "drop-entry", entryId: feature, reason: "It is a fix." }).notes;
  const both = apply(first, { type: "drop-entry", entryId: fix, reason: "It was reverted." }).notes;
  expect(currentLedger(ledger, both)).toMatchObject([
    { category: "Features", outcome: "dropped", reason: "It is a fix.", entryId: feature },
    { category: "Fixes", outcome: "dropped", reason: "It was reverted.", entryId: fix },
  ]);
});

test("an entry whose subsection is gone comes back to the ungrouped", () => {
  const { notes, idOf } = setUp();
  const categoryId = notes.categories[0]?.id ?? "";
  const grouped = apply(notes, {
    type: "create-subsection",
    subsectionId: "s-1",
    categoryId,
    title: "Rig",
    description: "",
    index: 0,
    entryIds: [idOf("mast")],
  });
  const { notes: without, inverse } = apply(grouped.notes, { type: "drop-entry", entryId: idOf("mast"), reason: "Twice." });
  const gone = apply(without, { type: "delete-subsection", subsectionId: "s-1" }).notes;
  expect(apply(gone, inverse).notes.categories[0]?.ungroupedIds).toContain(idOf("mast"));
});

test("a mark is set and taken, and its inverse touches only what changed", () => {
  const { notes, idOf } = setUp();
  const first = apply(notes, { type: "mark-reviewed", entryIds: [idOf("mast")], isReviewed: true }).notes;
  const both = apply(first, { type: "mark-reviewed", entryIds: [idOf("mast"), idOf("sail")], isReviewed: true });
  expect(both.notes.reviewedIds).toEqual([idOf("mast"), idOf("sail")].sort());
  expect(apply(both.notes, both.inverse).notes.reviewedIds).toEqual([idOf("mast")]);
});

test("new words have not been reviewed; undoing brings the mark back", () => {
  const { notes, idOf } = setUp();
  const marked = apply(notes, { type: "mark-reviewed", entryIds: [idOf("mast")], isReviewed: true }).notes;
  const edited = apply(marked, { type: "edit-entry", entryId: idOf("mast"), raw: "* Add a taller mast (#1)", base: "* Add a mast (#1)" });
  expect(edited.notes.reviewedIds).toEqual([]);
  expect(apply(edited.notes, edited.inverse).notes).toEqual(marked);
});

for (const [name, raw, reason] of [
  ["no words", "* ", "needs words"],
  ["two bullets", "* A\n* B", "one bullet"],
  ["a heading", "* A\n\n## B", "no heading"],
  ["no bullet", "A", "one bullet"],
  ["an open fence", "* A\n  ```\n  b", "never closed"],
] as const)
  test(`an entry is not given ${name}`, () => {
    const { notes, idOf } = setUp();
    const applied = applyOperation(notes, { type: "edit-entry", entryId: idOf("mast"), raw, base: "* Add a mast (#1)" });
    expect(applied.ok ? "" : applied.reason).toContain(reason);
  });

test("without a reason nothing is left out", () => {
  const { notes, idOf } = setUp();
  expect(applyOperation(notes, { type: "drop-entry", entryId: idOf("mast"), reason: " " }).ok).toBe(false);
});

test("a category moves and is renamed; no two have the same title", () => {
  const { notes, render } = setUp();
  const [features, fixes] = notes.categories.map(({ id }) => id);
  const moved = apply(notes, { type: "move-category", categoryId: fixes ?? "", index: 0 });
  expect(moved.notes.categories.map(({ title }) => title)).toEqual(["Fixes", "Features"]);
  expect(render(apply(moved.notes, moved.inverse).notes)).toBe(FILE);
  const renamed = apply(notes, { type: "rename-category", categoryId: features ?? "", title: "New" });
  expect(render(renamed.notes)).toBe(FILE.replace("### Features", "### New"));
  expect(render(apply(renamed.notes, renamed.inverse).notes)).toBe(FILE);
  expect(applyOperation(notes, { type: "rename-category", categoryId: features ?? "", title: "fixes" }).ok).toBe(false);
});

test("an edit survives a regeneration; where the changelog changed under it, both texts wait for a decision", () => {
  const { notes, idOf } = setUp();
  const edit: NotesOperation = { type: "edit-entry", entryId: idOf("mast"), raw: "* Add a taller mast (#1)", base: "* Add a mast (#1)" };
  const again = setUp(FILE.replace("Seal the hull", "Seal the whole hull"));
  expect(replayOperations(again.notes, [edit])).toMatchObject({ lost: [] });
  expect(replayOperations(again.notes, [edit]).notes.entries[idOf("mast")]?.text).toBe("Add a taller mast");
  const changed = setUp(FILE.replace("Add a mast", "Add a mast of oak"));
  const { notes: kept } = replayOperations(changed.notes, [edit]);
  expect(kept.entries[idOf("mast")]?.text).toBe("Add a mast of oak");
  expect(kept.undecided).toMatchObject([{ theirs: "* Add a mast of oak (#1)", yours: "* Add a taller mast (#1)" }]);
  expect(notes.entries[idOf("mast")]?.text).toBe("Add a mast");
});

for (const [raw, body] of [
  ["* Add a mast (#1)", "Add a mast (#1)"],
  ["- Add a sail\n  of cloth (#2)", "Add a sail\nof cloth (#2)"],
  ["1. First\n   - nested\n\n   more", "First\n- nested\n\nmore"],
  ["  * Indented", "Indented"],
] as const)
  test(`the words of “${raw.replace(/\n/g, "⏎")}” are edited without bullet and indent, and go back`, () => {
    expect(entryBody(raw)).toBe(body);
    expect(withBody(raw, body)).toBe(raw);
  });

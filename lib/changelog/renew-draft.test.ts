import { expect, test } from "vitest";
import { applyOperation } from "./apply-operation";
import type { DraftView } from "./draft-view";
import type { Notes } from "./notes";
import type { NotesOperation } from "./notes-operation";
import { renewDraft } from "./renew-draft";

const entry = (id: string) => ({ id, kind: "entry" as const, raw: `* ${id}`, text: id, references: [], origins: [] });
const NOTES: Notes = {
  version: "1.2.0",
  categories: [
    { id: "first", title: "Features", subsections: [], ungroupedIds: ["a", "b"] },
    { id: "second", title: "Fixes", subsections: [], ungroupedIds: ["c"] },
  ],
  entries: { a: entry("a"), b: entry("b"), c: entry("c") },
};
const ACTS: NotesOperation[] = [
  { type: "place-entries", placements: [{ entryId: "a", to: { categoryId: "first", subsectionId: null, index: 1 } }] },
  { type: "mark-reviewed", entryIds: ["b"], isReviewed: true },
  { type: "place-entries", placements: [{ entryId: "c", to: { categoryId: "first", subsectionId: null, index: 0 } }] },
];

/** The draft as the server holds it after so many acts. */
function draftAt(revision: number): DraftView {
  const notes = ACTS.slice(0, revision).reduce((current, act) => {
    const applied = applyOperation(current, act);
    if (!applied.ok) throw new Error(applied.reason);
    return applied.notes;
  }, NOTES);
  return { ...facts(revision), notes, ledger: [] };
}

const facts = (revision: number) => ({
  id: "draft",
  releaseId: "release",
  repositoryId: "repository",
  viewerId: "person",
  version: "1.2.0",
  branch: "release/1.2.0",
  path: "CHANGELOG.md",
  blobOid: "b".repeat(40),
  headSha: "a".repeat(40),
  date: "2026-03-01",
  revision,
  savedAt: `2026-03-01T00:00:0${revision}.000Z`,
  undo: null,
  redo: null,
  branchState: { state: "as-seen" as const },
  editRefusal: null,
  proposal: null,
});

const news = (from: number, to: number) => ({ draft: facts(to), acts: ACTS.slice(from, to) });

test("every revision is reached from every earlier one", () => {
  for (let from = 0; from <= ACTS.length; from++)
    for (let to = from; to <= ACTS.length; to++) expect(renewDraft(draftAt(from), news(from, to))).toEqual(draftAt(to));
});

test("acts that the reader has learnt of meanwhile are not applied twice, and nothing goes back", () => {
  expect(renewDraft(draftAt(2), news(0, 3))).toEqual(draftAt(3));
  const newest = draftAt(3);
  expect(renewDraft(newest, news(0, 2))).toBe(newest);
});

test("with a gap, or an act that does not fit, the whole draft has to be read", () => {
  expect(renewDraft(draftAt(0), news(1, 3))).toBeNull();
  const stranger: NotesOperation = { type: "rename-subsection", subsectionId: "gone", title: "Hull" };
  expect(renewDraft(draftAt(0), { draft: facts(1), acts: [stranger] })).toBeNull();
});

test("what did not change stays the same object, so that nothing of it is rendered again", () => {
  const before = draftAt(0);
  expect(renewDraft(before, news(0, 0))).toBe(before);
  const moved = { ...facts(0), branchState: { state: "gone" as const } };
  expect(renewDraft(before, { draft: moved, acts: [] })).toEqual({ ...before, ...moved });
  expect(renewDraft(before, { draft: moved, acts: [] })?.notes).toBe(before.notes);
  expect(renewDraft(before, news(0, 1))?.notes.categories[1]).toBe(before.notes.categories[1]);
});

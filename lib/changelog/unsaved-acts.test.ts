import { expect, test } from "vitest";
import type { TextConflict } from "./find-conflict";
import type { Notes } from "./notes";
import type { NotesOperation } from "./notes-operation";
import {
  addAct,
  findTakeable,
  markSaved,
  markTried,
  NOTHING_UNSAVED,
  nextAct,
  putBack,
  refuseAct,
  showUnsaved,
  takeBack,
  type UnsavedActs,
  withoutShown,
} from "./unsaved-acts";

const edit = (raw: string): NotesOperation => ({ type: "edit-entry", entryId: "a", raw, base: "* A", seen: "* A" });
const move: NotesOperation = { type: "move-category", categoryId: "c", index: 0 };
const queue = (...operations: NotesOperation[]): UnsavedActs =>
  operations.reduce(
    (unsaved, operation, index) => addAct(unsaved, { requestId: String(index), operation, sentence: `Act ${index}` }),
    NOTHING_UNSAVED,
  );
const conflict = (base: string, yours: string): TextConflict => ({
  subject: { type: "entry", id: "a" },
  name: "“A”",
  base,
  theirs: "* T",
  yours,
  theirsBy: "Demo Lead",
  yoursBy: null,
});

test("acts are sent in order, and one that the draft shows by now is let go", () => {
  const unsaved = markSaved(markTried(queue(edit("* B"), move), "0"), "0", 4);
  expect(nextAct(unsaved)?.requestId).toBe("1");
  expect(withoutShown(unsaved, 3).acts).toHaveLength(2);
  expect(withoutShown(unsaved, 4).acts.map(({ requestId }) => requestId)).toEqual(["1"]);
});

test("only what was never sent is taken back, and a new act forgets what was", () => {
  const unsaved = markTried(queue(edit("* B"), move), "0");
  const back = takeBack(unsaved);
  expect(back.acts.map(({ requestId }) => requestId)).toEqual(["0"]);
  expect(findTakeable(back)).toBeNull();
  expect(takeBack(back)).toBe(back);
  expect(putBack(back)).toEqual(unsaved);
  expect(addAct(back, { requestId: "2", operation: move, sentence: "Moved" }).takenBack).toEqual([]);
});

test("refused words are kept, a refused move is only told", () => {
  const unsaved = queue(edit("* B"), move);
  expect(refuseAct(unsaved, "0", "No.", null).refused).toMatchObject([{ requestId: "0", reason: "No.", conflict: null }]);
  expect(refuseAct(unsaved, "1", "No.", null).refused).toEqual([]);
});

test("of two refused edits, one written over the other, the last is one choice over what stood there first", () => {
  const once = refuseAct(queue(edit("* B"), edit("* C")), "0", "No.", conflict("* A", "* B"));
  expect(refuseAct(once, "1", "No.", conflict("* B", "* C")).refused).toMatchObject([
    { requestId: "1", conflict: { base: "* A", yours: "* C" } },
  ]);
  expect(refuseAct(once, "1", "No.", conflict("* T", "* C")).refused).toHaveLength(2);
});

test("an act makes the same notes while it is unsaved, sent and saved", () => {
  const notes: Notes = { version: "1.2.0", categories: [{ id: "c", title: "Fixes", subsections: [], ungroupedIds: [] }], entries: {} };
  const [act] = queue({ type: "rename-category", categoryId: "c", title: "Mended", seen: "Fixes" }).acts;
  if (!act) throw new Error("an act was queued");
  const shown = showUnsaved(notes, [act]);
  expect(shown.categories[0]?.title).toBe("Mended");
  expect(showUnsaved(notes, markSaved(markTried({ ...NOTHING_UNSAVED, acts: [act] }, "0"), "0", 4).acts)).toBe(shown);
});

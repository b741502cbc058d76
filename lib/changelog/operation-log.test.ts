import { expect, test } from "vitest";
import type { NotesOperation } from "./notes-operation";
import { effectiveOperations, findLaterTouch, type LogLine, readUndoState } from "./operation-log";

const rename = (subsectionId: string, title: string): NotesOperation => ({ type: "rename-subsection", subsectionId, title });
const line = (revision: number, kind: LogLine["kind"], answers: number | null = null, actorId = "me", id = "s"): LogLine => ({
  revision,
  actorId,
  kind,
  answers,
  operation: rename(id, `t${revision}`),
  inverse: rename(id, `before t${revision}`),
  sentence: `act ${revision}`,
});
const state = (log: LogLine[], floor = 0) => {
  const { undo, redo } = readUndoState(log, "me", floor);
  return [undo?.revision ?? null, redo?.revision ?? null];
};

for (const [name, log, expected] of [
  ["nothing yet", [], [null, null]],
  ["two acts", [line(1, "do"), line(2, "do")], [2, null]],
  ["one undone", [line(1, "do"), line(2, "do"), line(3, "undo", 2)], [1, 2]],
  ["undone and redone", [line(1, "do"), line(2, "undo", 1), line(3, "redo", 1)], [3, null]],
  ["a new act after an undo forgets the redo", [line(1, "do"), line(2, "undo", 1), line(3, "do")], [3, null]],
  ["somebody else's act is theirs to undo", [line(1, "do"), line(2, "do", null, "other")], [1, null]],
] as [string, LogLine[], [number | null, number | null]][])
  test(`undo and redo: ${name}`, () => expect(state(log)).toEqual(expected));

test("acts before a move of the draft cannot be undone", () => expect(state([line(1, "do"), line(2, "do")], 1)).toEqual([2, null]));

test("an act that somebody else built upon is found", () => {
  const mine = line(1, "do");
  expect(findLaterTouch([mine, line(2, "do", null, "other", "else")], mine)).toBeNull();
  expect(findLaterTouch([mine, line(2, "do", null, "other", "s")], mine)?.revision).toBe(2);
});

test("a colleague's move out of a deleted subsection, or into a new one, holds the undo back", () => {
  const place = (entryId: string, subsectionId: string | null): NotesOperation => ({
    type: "place-entries",
    placements: [{ entryId, to: { categoryId: "c", subsectionId, index: 0 } }],
  });
  const create: NotesOperation = {
    type: "create-subsection",
    subsectionId: "s",
    categoryId: "c",
    title: "S",
    description: "",
    index: 0,
    entryIds: ["a"],
  };
  const remove: NotesOperation = { type: "delete-subsection", subsectionId: "s" };
  const deleted: LogLine = { ...line(1, "do"), operation: remove, inverse: create };
  const made: LogLine = { ...line(1, "do"), operation: { ...create, entryIds: [] }, inverse: remove };
  expect(findLaterTouch([deleted, { ...line(2, "do", null, "other"), operation: place("a", "keel") }], deleted)?.revision).toBe(2);
  expect(findLaterTouch([made, { ...line(2, "do", null, "other"), operation: place("b", "s") }], made)?.revision).toBe(2);
});

test("only what stands is replayed", () => {
  const log = [line(1, "do"), line(2, "do"), line(3, "undo", 1), line(4, "redo", 1)];
  expect(effectiveOperations(log)).toEqual([log[1]?.operation, log[3]?.operation]);
});

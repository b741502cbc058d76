import { expect, test } from "vitest";
import type { NotesOperation } from "@/lib/changelog/notes-operation";
import type { LogLine } from "@/lib/changelog/operation-log";
import { countMarks } from "./count-marks";
import { listWriters, textRevision } from "./text-revision";

const mark = (entryIds: string[], isReviewed = true): NotesOperation => ({ type: "mark-reviewed", entryIds, isReviewed });
const rename: NotesOperation = { type: "rename-subsection", subsectionId: "s", title: "T" };
const lines = (...acts: [actorId: string, operation: NotesOperation, kind?: LogLine["kind"], answers?: number][]) =>
  acts.map(([actorId, operation, kind = "do", answers], index) => ({
    revision: index + 1,
    actorId,
    kind,
    answers: answers ?? null,
    operation,
    at: new Date(Date.UTC(2026, 0, index + 1)),
  }));

test("marks belong to whoever set them last, and only while they stand", () => {
  const log = lines(
    ["manager", mark(["a", "b", "c"])],
    ["lead", mark(["c"], false)],
    ["lead", mark(["c", "d"])],
    ["lead", mark(["b"], false)],
  );
  expect(countMarks(log, ["a", "c", "d"])).toEqual([
    { actorId: "lead", count: 2, lastAt: new Date(Date.UTC(2026, 0, 3)) },
    { actorId: "manager", count: 1, lastAt: new Date(Date.UTC(2026, 0, 1)) },
  ]);
});

test("a mark that an undo brings back stays whose it was", () => {
  const undone = lines(["manager", mark(["a"])], ["lead", rename], ["lead", { type: "all", operations: [rename, mark(["a"])] }, "undo", 2]);
  expect(countMarks(undone, ["a"]).map(({ actorId }) => actorId)).toEqual(["manager"]);
});

test("marks do not change the text, acts, undos and moves of the draft do", () => {
  const log = lines(["lead", rename], ["lead", mark(["a"])], ["lead", rename, "undo", 1], ["manager", mark(["b"])]);
  expect(textRevision(log.slice(0, 2), 0)).toBe(1);
  expect(textRevision(log, 0)).toBe(3);
  expect(textRevision(log, 9)).toBe(9);
});

test("who took their own acts back has not written, who only marked neither", () => {
  const log = lines(["lead", rename], ["manager", mark(["a"])], ["lead", rename, "undo", 1], ["auditor", rename]);
  expect([...listWriters(log)]).toEqual(["auditor"]);
});

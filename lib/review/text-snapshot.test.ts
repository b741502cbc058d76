import { expect, test } from "vitest";
import { applyOperation } from "@/lib/changelog/apply-operation";
import { consolidate } from "@/lib/changelog/consolidate";
import type { Notes } from "@/lib/changelog/notes";
import type { NotesOperation } from "@/lib/changelog/notes-operation";
import { parseChangelog } from "@/lib/changelog/parse-changelog";
import { renderNotesBody } from "@/lib/changelog/render-notes";
import { parseVersion } from "@/lib/releases/version";
import { compareSnapshots, type TextDifference, takeSnapshot } from "./text-snapshot";

const version = parseVersion("1.2.0");
if (!version) throw new Error("1.2.0 is a version");
const FILE = "# Changes\n\n## 1.2.0\n\n### Features\n* One (#1)\n* Two (#2)\n* Three (#3)\n\n### Fixes\n* Four (#4)\n";
const { notes } = consolidate(parseChangelog(FILE, "CHANGELOG.md"), version);
const [features, fixes] = notes.categories;
const idOf = (text: string) => Object.values(notes.entries).find((entry) => entry.text === text)?.id ?? "missing";
const snapshot = (of: Notes) => takeSnapshot(of, renderNotesBody(of));

function after(operation: NotesOperation): Notes {
  const applied = applyOperation(notes, operation);
  if (!applied.ok) throw new Error(applied.reason);
  return applied.notes;
}
const edit = (text: string, raw: string): NotesOperation => ({
  type: "edit-entry",
  entryId: idOf(text),
  raw,
  base: notes.entries[idOf(text)]?.raw ?? "",
});
const place = (text: string, categoryId: string | undefined, index: number): NotesOperation => ({
  type: "place-entries",
  placements: [{ entryId: idOf(text), to: { categoryId: categoryId ?? "", subsectionId: null, index } }],
});

for (const [name, operation, expected] of [
  ["other words", edit("One", "* One and more (#1)"), { entries: 1, lines: 2 }],
  ["another category", place("One", fixes?.id, 0), { entries: 1, lines: 0 }],
  ["another order", place("One", features?.id, 2), { entries: 0, lines: 0 }],
  ["an entry left out", { type: "drop-entry", entryId: idOf("Two"), reason: "It was reverted." }, { entries: 1, lines: 1 }],
  ["marks", { type: "mark-reviewed", entryIds: [idOf("Two")], isReviewed: true }, { entries: 0, lines: 0 }],
] as [string, NotesOperation, TextDifference][])
  test(`counts ${name}`, () => expect(compareSnapshots(snapshot(notes), snapshot(after(operation)))).toEqual(expected));

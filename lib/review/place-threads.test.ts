import { expect, test } from "vitest";
import type { Entry, Notes } from "@/lib/changelog/notes";
import { placeThreads } from "./place-threads";
import type { ThreadView } from "./review-view";

const entry = (id: string, raw: string): Entry => ({ id, kind: "entry", raw, text: raw, references: [], origins: [] });
const notes: Notes = {
  version: "1.0.0",
  categories: [{ id: "features", title: "Features", subsections: [], ungroupedIds: ["a"] }],
  entries: { a: entry("a", "* A now"), left: entry("left", "* Left out") },
};
const thread = (id: string, entryId: string | null, about: string | null): ThreadView => ({
  id,
  entryId,
  resolved: null,
  comments: [{ id: `${id}1`, by: { id: "x", name: "X" }, at: "", text: "?", withdrawnAt: null, about, earlier: [] }],
});

for (const [name, entryId, about, expected] of [
  ["the notes as a whole", null, null, { on: "notes" }],
  ["an entry, whatever it reads now", "a", "* A then", { on: "entry", entryId: "a", raw: "* A now" }],
  ["an entry that came back under another id", "before", "* A now", { on: "entry", entryId: "a", raw: "* A now" }],
  ["an entry that was left out", "left", "* Left out", { on: "gone" }],
  ["an entry the changelog no longer has", "before", "* A then", { on: "gone" }],
  ["an entry whose words nobody knows", "before", null, { on: "gone" }],
] as const)
  test(`a thread about ${name}`, () => expect(placeThreads(notes, [thread("t", entryId, about)]).get("t")).toEqual(expected));

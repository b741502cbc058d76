import { expect, test } from "vitest";
import { describeOperation } from "./describe-operation";
import type { Notes } from "./notes";
import type { NotesOperation } from "./notes-operation";
import { operationSchema } from "./operation-schema";

const create: NotesOperation = {
  type: "create-subsection",
  subsectionId: "s-1",
  categoryId: "features",
  title: "Hull",
  description: "",
  index: 0,
  entryIds: ["a", "b"],
};
const place: NotesOperation = {
  type: "place-entries",
  placements: [{ entryId: "c", to: { categoryId: "features", subsectionId: "s-1", index: 2 } }],
};
const remove: NotesOperation = { type: "delete-subsection", subsectionId: "s-1" };
const decide = (yours?: string): NotesOperation => ({
  type: "decide-text",
  subject: { type: "entry", id: "a" },
  ...(yours === undefined ? {} : { yours }),
  text: null,
  seen: null,
  base: null,
});
const all = (...operations: NotesOperation[]): NotesOperation => ({ type: "all", operations });

for (const [name, operation, isLetIn] of [
  ["one grouping", create, true],
  ["several groupings as one act", all(create, place), true],
  ["no grouping at all", all(), false],
  ["a deletion within one act", all(create, remove), false],
  ["one act within another", all(all(create)), false],
  ["a decision that names the words it is about", decide("* Mine"), true],
  ["a decision about whatever waits", decide(), false],
  ["more groupings than a section can hold", all(...Array.from({ length: 501 }, () => create)), false],
] as const)
  test(`from a browser, ${name} is ${isLetIn ? "let in" : "refused"}`, () =>
    expect(operationSchema.safeParse(operation).success).toBe(isLetIn));

const NOTES: Notes = { version: "1.0.0", categories: [], entries: {} };
for (const [name, operation, sentence] of [
  ["several groupings", all(create, place), "Put 3 entries into 2 subsections"],
  ["one grouping", all(create), "Created Hull with 2 entries"],
  ["an inverse, by its first act", all(create, remove), "Created Hull with 2 entries"],
] as const)
  test(`names ${name}`, () => expect(describeOperation(NOTES, operation)).toBe(sentence));

import { expect, test } from "vitest";
import { describeComings, listColleagues, type Presence } from "./presence";

const tab = (name: string, entryId: string | null = null, isEditing = false): Presence => ({
  tabId: crypto.randomUUID(),
  userId: name.toLowerCase(),
  name,
  entryId,
  isEditing,
});

test("other people are listed once each, at the place where they work", () => {
  const list = listColleagues([tab("Lead"), tab("Me", "a", true), tab("Lead", "b", true), tab("Lead", "c"), tab("Auditor")], "me");
  expect(list.map(({ name, entryId, isEditing }) => [name, entryId, isEditing])).toEqual([
    ["Auditor", null, false],
    ["Lead", "b", true],
  ]);
});

for (const [name, before, now, expected] of [
  ["nobody moves", ["Lead"], ["Lead"], ""],
  ["one comes", [], ["Lead"], "Lead is here."],
  ["one comes as another leaves", ["Auditor"], ["Lead"], "Lead is here. Auditor left."],
] as const)
  test(`comings and goings: ${name}`, () => {
    const people = (names: readonly string[]) =>
      listColleagues(
        names.map((one) => tab(one)),
        "me",
      );
    expect(describeComings(people(before), people(now))).toBe(expected);
  });

import { expect, test } from "vitest";
import { checkBranchName, freeBranchName } from "./branch-name";

for (const name of ["notes/1.2.0", "notes/1.2.0-2", "a", "release/26.2.0rc1", "ümlaut"])
  test(`${name} is a branch name`, () => expect(checkBranchName(name)).toBeNull());

for (const name of [
  "",
  "a b",
  "a..b",
  "-a",
  "/a",
  "a/",
  "a//b",
  "a.",
  ".a",
  "x/.a",
  "a.lock",
  "a~1",
  "a^",
  "a:b",
  "a?",
  "a*",
  "a[b",
  "a\\b",
  "a@{b",
  "@",
  "a\u0007",
])
  test(`${JSON.stringify(name)} is none, and the sentence says why`, () => expect(checkBranchName(name)).toMatch(/\.$/));

test("a name that is taken gets the first free number", () => {
  expect(freeBranchName("notes/1", new Set())).toBe("notes/1");
  expect(freeBranchName("notes/1", new Set(["notes/1"]))).toBe("notes/1-2");
  expect(freeBranchName("notes/1", new Set(["notes/1", "notes/1-2", "notes/1-4"]))).toBe("notes/1-3");
});

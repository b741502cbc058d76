import { expect, test } from "vitest";
import { findAnchors } from "./find-anchors";

test.each([
  ["all of the same", "abc", "abc", ["aa", "bb", "cc"]],
  ["not what moved", "abcd", "bcda", ["bb", "cc", "dd"]],
  ["not what stands twice", "abab", "ab", []],
  ["what is left of both", "xaybz", "1a2b3", ["aa", "bb"]],
  ["nothing of nothing", "", "", []],
])("anchors are %s", (_, before, after, expected) =>
  expect(findAnchors([...before], [...after]).map(([a, b]) => `${before[a]}${after[b]}`)).toEqual(expected),
);

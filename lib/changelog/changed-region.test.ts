import { expect, test } from "vitest";
import { changedRegion } from "./changed-region";

for (const [name, before, after, expected] of [
  ["in the middle", "a\nb\nc\n", "a\nX\nc\n", { firstLine: 2, before: ["b\n"], after: ["X\n"] }],
  ["nothing", "a\nb\n", "a\nb\n", { firstLine: 3, before: [], after: [] }],
  ["only added", "a\nc\n", "a\nb\nc\n", { firstLine: 2, before: [], after: ["b\n"] }],
  ["repeated lines", "x\nx\n", "x\nx\nx\n", { firstLine: 3, before: [], after: ["x\n"] }],
  ["a line end", "a\nb\n", "a\r\nb\n", { firstLine: 1, before: ["a\n"], after: ["a\r\n"] }],
] as const)
  test(`cuts two texts to what differs: ${name}`, () => expect(changedRegion(before, after)).toMatchObject(expected));

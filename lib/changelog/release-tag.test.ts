import { expect, test } from "vitest";
import { listFinalTags, proposeTag } from "./release-tag";

for (const [tags, tag] of [
  [[], "v1.3.0"],
  [["v1.1.0", "v1.2.0"], "v1.3.0"],
  [["v1.1.0", "1.2.0"], "1.3.0"],
] as const)
  test(`after ${tags.join(", ") || "no tags"} comes ${tag}`, () => expect(proposeTag("1.3.0", tags)).toBe(tag));

test("candidates and other tags say nothing of how finals are tagged", () =>
  expect(listFinalTags(["v1.0.0", "v1.1.0rc1", "nightly", "1.1.0"])).toEqual(["v1.0.0", "1.1.0"]));

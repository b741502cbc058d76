import { expect, test } from "vitest";
import { scoreGrouping } from "./score-grouping";

const PUBLISHED = ["a", "a", "a", "b", "b", null];

test("the published grouping under other names scores 1 and 1", () => {
  expect(scoreGrouping([{ published: PUBLISHED, proposed: ["x", "x", "x", "y", "y", "z"] }])).toEqual({ f1: 1, ari: 1 });
});

test("one heap keeps recall and loses precision; its Rand index is chance", () => {
  const { f1, ari } = scoreGrouping([{ published: PUBLISHED, proposed: PUBLISHED.map(() => "x") }]);
  // Precision (3·3/6 + 2·2/6 + 1/6) / 6 = 14/36, recall 1.
  expect(f1).toBeCloseTo((2 * (14 / 36)) / (14 / 36 + 1));
  expect(ari).toBeCloseTo(0);
});

test("categories count by their entries", () => {
  const good = { published: ["a", "a", "b", "b"], proposed: ["a", "a", "b", "b"] };
  const bad = { published: ["a", "a"], proposed: ["x", "y"] };
  expect(scoreGrouping([good, bad]).ari).toBeCloseTo(4 / 6);
});

test("nothing to group is grouped right", () => expect(scoreGrouping([])).toEqual({ f1: 1, ari: 1 }));

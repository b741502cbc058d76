import { expect, test } from "vitest";
import { fillPairs } from "./pair-table";
import { partition } from "./partition";
import { readTerms } from "./read-terms";
import type { PullRequestFacts } from "./suggestion-input";

const similarities = (texts: string[], score: (i: number, j: number) => number, pullRequest?: PullRequestFacts) => ({
  entries: texts.map((text, i) => ({ id: `e${i}`, text, references: [], ...(pullRequest ? { pullRequest } : {}) })),
  terms: texts.map(readTerms),
  scores: fillPairs(texts.length, score),
});

for (const [name, texts, score, expected] of [
  ["share a phrase of two words", ["Add keel bolts", "Paint keel bolts"], 1, [[0, 1]]],
  ["share a proposal", ["Write OPS-12", "Review OPS-12"], 1, [[0, 1]]],
  ["share one word and are far more alike than needed", ["Add keel", "Paint keel"], 1.6, [[0, 1]]],
  ["share one word and are just alike enough", ["Add keel", "Paint keel"], 1.2, []],
  ["share a general word only", ["Add support", "Paint support"], 5, []],
  ["share nothing", ["Add keel", "Paint mast"], 5, []],
] as const)
  test(`two entries that ${name} ${expected.length > 0 ? "are a group" : "stay ungrouped"}`, () =>
    expect(
      partition(
        similarities([...texts], () => score),
        [0, 1],
        1,
      ),
    ).toEqual(expected));

test("two pull requests for one issue are a group", () => {
  expect(
    partition(
      similarities(["Add keel", "Paint mast"], () => 1, { linkedIssues: ["#7"] }),
      [0, 1],
      1,
    ),
  ).toEqual([[0, 1]]);
});

test("an entry less alike to its group than the threshold leaves it", () => {
  const texts = ["Add keel bolts", "Paint keel bolts", "Fit keel bolts", "Weigh keel bolts"];
  // The fourth is drawn in by the first alone.
  const score = (i: number, j: number) => (j < 3 ? 4 : i === 0 ? 2.8 : 0);
  expect(partition(similarities(texts, score), [0, 1, 2, 3], 0.9)).toEqual([[0, 1, 2, 3]]);
  expect(partition(similarities(texts, score), [0, 1, 2, 3], 1)).toEqual([[0, 1, 2]]);
});

test("a group that no word names is none", () => {
  expect(
    partition(
      similarities(["Add keel", "Paint mast", "Ring bell", "Fold map"], () => 3),
      [0, 1, 2, 3],
      1,
    ),
  ).toEqual([]);
});

test("what a person put together stays, named or not", () => {
  expect(
    partition(
      similarities(["Add keel", "Paint mast"], () => -3),
      [0, 1],
      1,
      { together: [[0, 1]] },
    ),
  ).toEqual([[0, 1]]);
});

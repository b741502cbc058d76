import fc from "fast-check";
import { expect, test } from "vitest";
import { cosinePairs, createPairTable, fillPairs, overlapPairs, pairIndex, standardise } from "./pair-table";

test("every pair has its own place, whichever comes first", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 40 }), (n) => {
      const places: number[] = [];
      for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) places.push(pairIndex(n, i, j));
      expect(places).toEqual([...createPairTable(n).keys()]);
      expect(pairIndex(n, n - 1, 0)).toBe(pairIndex(n, 0, n - 1));
    }),
  );
});

test("standard scores have mean 0 and deviation 1; a table without spread says nothing", () => {
  const scores = standardise(Float32Array.from([1, 2, 3, 4]));
  expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(0);
  expect(scores.reduce((sum, score) => sum + score * score, 0) / 4).toBeCloseTo(1);
  expect([...standardise(Float32Array.from([2, 2, 2]))]).toEqual([0, 0, 0]);
});

test("one far value counts six deviations at most", () => {
  const table = createPairTable(30);
  table[0] = 1_000;
  expect(standardise(table)[0]).toBe(6);
});

test("cosine and overlap sum over shared features", () => {
  const vectors = [
    new Map([["a", 1]]),
    new Map([
      ["a", 3],
      ["b", 4],
    ]),
    new Map<string, number>(),
  ];
  expect([...cosinePairs(vectors)].map((value) => Math.round(value * 100) / 100)).toEqual([0.6, 0, 0]);
  expect([...overlapPairs(vectors)]).toEqual([3, 0, 0]);
});

test("fills pairs in the order of their places", () => {
  expect([...fillPairs(3, (i, j) => i * 10 + j)]).toEqual([1, 2, 12]);
});

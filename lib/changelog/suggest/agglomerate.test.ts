import fc from "fast-check";
import { expect, test } from "vitest";
import { agglomerate, averageScore } from "./agglomerate";
import { fillPairs, type PairTable, pairIndex } from "./pair-table";

/** The definition: join the two clusters that are most alike on average, again and again. Null where rounding decides. */
function joinStepByStep(n: number, scores: PairTable, threshold: number): number[][] | null {
  const clusters = Array.from({ length: n }, (_, i) => [i]);
  for (;;) {
    const pairs = clusters.flatMap((a, i) =>
      clusters.slice(i + 1).map((b, k) => ({ i, j: i + 1 + k, score: averageScore(n, a, b, scores) })),
    );
    if (pairs.some(({ score }) => Math.abs(score - threshold) < 1e-4)) return null;
    const [best, second] = pairs.sort((a, b) => b.score - a.score);
    if (!best || best.score < threshold) return clusters.map((c) => c.sort((a, b) => a - b)).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
    if (second && best.score - second.score < 1e-4) return null;
    const gone = clusters.splice(best.j, 1)[0] ?? [];
    clusters[best.i]?.push(...gone);
  }
}

const everyone = (n: number) => Array.from({ length: n }, (_, i) => i);

test("gives what joining the closest two step by step gives", () => {
  const table = fc
    .integer({ min: 2, max: 12 })
    .chain((n) => fc.tuple(fc.constant(n), fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 66, maxLength: 66 })));
  fc.assert(
    fc.property(table, fc.double({ min: -1, max: 2, noNaN: true }), ([n, values], threshold) => {
      let at = 0;
      const scores = fillPairs(n, () => values[at++] ?? 0);
      const expected = joinStepByStep(n, scores, threshold);
      fc.pre(expected !== null);
      expect(agglomerate(n, everyone(n), scores, threshold)).toEqual(expected);
    }),
  );
});

test("keeps together what must be, apart what must be, and every member once", () => {
  const n = 8;
  const pairs = fc.array(
    fc.tuple(fc.nat(n - 1), fc.nat(n - 1)).filter(([a, b]) => a !== b),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(pairs, fc.array(fc.uniqueArray(fc.nat(n - 1), { minLength: 2, maxLength: 3 }), { maxLength: 3 }), (apart, together) => {
      const keys = new Set(apart.map(([a, b]) => pairIndex(n, a, b)));
      const clusters = agglomerate(
        n,
        everyone(n),
        fillPairs(n, () => 1),
        0,
        { together, apart: keys },
      );
      expect(clusters.flat().sort((a, b) => a - b)).toEqual(everyone(n));
      for (const cluster of clusters)
        for (const a of cluster) for (const b of cluster) expect(a !== b && keys.has(pairIndex(n, a, b))).toBe(false);
      const first = together[0];
      const isPossible = first?.every((a) => first.every((b) => a === b || !keys.has(pairIndex(n, a, b))));
      if (first && isPossible) expect(clusters.some((cluster) => first.every((member) => cluster.includes(member)))).toBe(true);
    }),
  );
});

test("only members take part", () => {
  expect(
    agglomerate(
      4,
      [1, 3],
      fillPairs(4, () => 1),
      0,
    ),
  ).toEqual([[1, 3]]);
});

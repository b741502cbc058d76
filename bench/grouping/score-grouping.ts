/** B-cubed F1 and adjusted Rand index of a proposed grouping against the published one, both 0 to 1. */
export interface GroupingScore {
  f1: number;
  ari: number;
}

/** Labels of one category: what was published and what was proposed, entry by entry. */
export interface LabelledCategory {
  published: (string | null)[];
  proposed: (string | null)[];
}

/** Scores a release as its readers see it: B-cubed over all its grouped entries, ARI weighted by entries. */
export function scoreGrouping(categories: LabelledCategory[]): GroupingScore {
  let precision = 0;
  let recall = 0;
  let ari = 0;
  let entries = 0;
  let weighed = 0;
  for (const { published, proposed } of categories) {
    const both = countBy(published.map((label, i) => `${label}\u0000${proposed[i]}`));
    const expected = countBy(published.map(String));
    const found = countBy(proposed.map(String));
    published.forEach((label, i) => {
      const shared = both.get(`${label}\u0000${proposed[i]}`) ?? 0;
      precision += shared / (found.get(String(proposed[i])) ?? 1);
      recall += shared / (expected.get(String(label)) ?? 1);
    });
    entries += published.length;
    if (published.length > 1) {
      ari += published.length * adjustedRand(both, expected, found, published.length);
      weighed += published.length;
    }
  }
  if (entries === 0) return { f1: 1, ari: 1 };
  const p = precision / entries;
  const r = recall / entries;
  return { f1: p + r > 0 ? (2 * p * r) / (p + r) : 0, ari: weighed > 0 ? ari / weighed : 1 };
}

function adjustedRand(both: Map<string, number>, expected: Map<string, number>, found: Map<string, number>, n: number): number {
  const index = pairsIn(both);
  const a = pairsIn(expected);
  const b = pairsIn(found);
  const chance = (a * b) / ((n * (n - 1)) / 2);
  const most = (a + b) / 2;
  return most === chance ? 1 : (index - chance) / (most - chance);
}

function pairsIn(counts: Map<string, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += (count * (count - 1)) / 2;
  return sum;
}

function countBy(labels: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

/**
 * One number for each pair of n things, in a triangle: the pair (i, j) with i < j stands at
 * `pairIndex(n, i, j)`.
 */
export type PairTable = Float32Array;

/** Place of a pair in its table; the order of the two does not matter. */
export function pairIndex(n: number, a: number, b: number): number {
  const i = a < b ? a : b;
  const j = a < b ? b : a;
  return (i * (2 * n - i - 1)) / 2 + (j - i - 1);
}

/** A table of zeros for n things. */
export function createPairTable(n: number): PairTable {
  return new Float32Array((n * (n - 1)) / 2);
}

/** Fills a table pair by pair. */
export function fillPairs(n: number, value: (i: number, j: number) => number): PairTable {
  const table = createPairTable(n);
  let at = 0;
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) table[at++] = value(i, j);
  return table;
}

/** Standard scores cut at ±6; a table without spread becomes zeros, so that a silent similarity says nothing. */
export function standardise(table: PairTable): PairTable {
  let sum = 0;
  let squares = 0;
  for (const value of table) {
    sum += value;
    squares += value * value;
  }
  const mean = table.length > 0 ? sum / table.length : 0;
  const deviation = Math.sqrt(Math.max(0, squares / Math.max(1, table.length) - mean * mean));
  if (deviation < 1e-6) return table.fill(0);
  return table.map((value) => Math.max(-6, Math.min(6, (value - mean) / deviation)));
}

/** A sparse vector for each thing: features by name, with weights. */
export type SparseVectors = Map<string, number>[];

/** Cosine of every pair, summed over the things that share a feature; things without features are alike to none. */
export function cosinePairs(vectors: SparseVectors): PairTable {
  const norms = vectors.map((vector) => {
    let squares = 0;
    for (const weight of vector.values()) squares += weight * weight;
    return Math.sqrt(squares);
  });
  return overlapPairs(vectors.map((vector, i) => scaled(vector, 1 / (norms[i] || 1))));
}

/** Sum over shared features of the product of both weights. */
export function overlapPairs(vectors: SparseVectors): PairTable {
  const n = vectors.length;
  const table = createPairTable(n);
  for (const { members, weights } of postings(vectors)) {
    for (let a = 0; a < members.length; a++) {
      const i = members[a] ?? 0;
      const base = (i * (2 * n - i - 1)) / 2 - i - 1;
      const weight = weights[a] ?? 0;
      for (let b = a + 1; b < members.length; b++) {
        const at = base + (members[b] ?? 0);
        table[at] = (table[at] ?? 0) + weight * (weights[b] ?? 0);
      }
    }
  }
  return table;
}

function postings(vectors: SparseVectors): { members: number[]; weights: number[] }[] {
  const lists = new Map<string, { members: number[]; weights: number[] }>();
  vectors.forEach((vector, i) => {
    for (const [feature, weight] of vector) {
      const list = lists.get(feature);
      if (list) {
        list.members.push(i);
        list.weights.push(weight);
      } else lists.set(feature, { members: [i], weights: [weight] });
    }
  });
  return [...lists.values()].filter(({ members }) => members.length > 1);
}

function scaled(vector: Map<string, number>, factor: number): Map<string, number> {
  return new Map([...vector].map(([feature, weight]) => [feature, weight * factor]));
}

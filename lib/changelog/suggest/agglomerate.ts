import { type PairTable, pairIndex } from "./pair-table";

/** What an agglomeration must respect; members are indices into the pair table. */
export interface LinkConstraints {
  /** Sets that start as one cluster, unless that would join a pair that must stay apart. */
  together?: number[][];
  /** Pairs that never end up in one cluster, by `pairIndex`. */
  apart?: Set<number>;
}

const NEVER = -1e4;

/**
 * Average linkage: joins the two clusters whose members are most alike on average until no two reach the threshold.
 * Nearest-neighbour chains: O(n²) time. Clusters come in the order of their first member.
 */
export function agglomerate(
  n: number,
  members: number[],
  scores: PairTable,
  threshold: number,
  constraints: LinkConstraints = {},
): number[][] {
  const apart = constraints.apart ?? new Set<number>();
  const clusters = startingClusters(n, members, constraints.together ?? [], apart);
  const size = clusters.length;
  const closeness = new Float32Array(size * size);
  for (let a = 0; a < size; a++)
    for (let b = a + 1; b < size; b++) {
      const mean = averageScore(n, clusters[a] ?? [], clusters[b] ?? [], scores, apart);
      closeness[a * size + b] = mean;
      closeness[b * size + a] = mean;
    }
  return followChains(clusters, closeness, threshold)
    .map((cluster) => cluster.sort((a, b) => a - b))
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

/** Mean score between the members of two clusters. */
export function averageScore(n: number, a: number[], b: number[], scores: PairTable, apart?: Set<number>): number {
  let sum = 0;
  for (const i of a)
    for (const j of b) {
      const at = pairIndex(n, i, j);
      sum += apart !== undefined && apart.size > 0 && apart.has(at) ? NEVER : (scores[at] ?? 0);
    }
  return sum / (a.length * b.length);
}

function startingClusters(n: number, members: number[], together: number[][], apart: Set<number>): number[][] {
  const home = new Map<number, number[]>(members.map((member) => [member, [member]]));
  for (const set of together) {
    const present = set.filter((member) => home.has(member));
    const joined = [...new Set(present.flatMap((member) => home.get(member) ?? []))].sort((a, b) => a - b);
    if (apart.size > 0 && joined.some((a, i) => joined.slice(i + 1).some((b) => apart.has(pairIndex(n, a, b))))) continue;
    for (const member of joined) home.set(member, joined);
  }
  return [...new Set(members.map((member) => home.get(member) ?? [member]))];
}

function followChains(clusters: number[][], closeness: Float32Array, threshold: number): number[][] {
  const size = clusters.length;
  const sizes = clusters.map((cluster) => cluster.length);
  const isOpen = clusters.map(() => true);
  const finished: number[][] = [];
  const chain: number[] = [];
  let firstOpen = 0;
  for (;;) {
    if (chain.length === 0) {
      while (firstOpen < size && !isOpen[firstOpen]) firstOpen++;
      if (firstOpen >= size) return finished;
      chain.push(firstOpen);
    }
    const top = chain[chain.length - 1] ?? 0;
    const previous = chain[chain.length - 2];
    const nearest = nearestOpen(top, previous, closeness, size, isOpen);
    const score = nearest < 0 ? Number.NEGATIVE_INFINITY : (closeness[top * size + nearest] ?? 0);
    if (score < threshold) {
      // Nobody is near enough to the last of the chain, so it is complete as it is.
      isOpen[top] = false;
      finished.push(clusters[top] ?? []);
      chain.pop();
    } else if (nearest === previous) {
      chain.length -= 2;
      join(top, nearest, clusters, sizes, closeness, isOpen);
    } else chain.push(nearest);
  }
}

function nearestOpen(top: number, previous: number | undefined, closeness: Float32Array, size: number, isOpen: boolean[]): number {
  let best = previous ?? -1;
  let score = best < 0 ? Number.NEGATIVE_INFINITY : (closeness[top * size + best] ?? 0);
  for (let other = 0; other < size; other++) {
    if (other === top || !isOpen[other]) continue;
    const value = closeness[top * size + other] ?? 0;
    if (value > score) {
      best = other;
      score = value;
    }
  }
  return best;
}

function join(a: number, b: number, clusters: number[][], sizes: number[], closeness: Float32Array, isOpen: boolean[]) {
  const size = clusters.length;
  const [kept, gone] = a < b ? [a, b] : [b, a];
  const m = sizes[kept] ?? 1;
  const k = sizes[gone] ?? 1;
  for (let other = 0; other < size; other++) {
    if (!isOpen[other] || other === kept || other === gone) continue;
    const mean = (m * (closeness[kept * size + other] ?? 0) + k * (closeness[gone * size + other] ?? 0)) / (m + k);
    closeness[kept * size + other] = mean;
    closeness[other * size + kept] = mean;
  }
  clusters[kept] = [...(clusters[kept] ?? []), ...(clusters[gone] ?? [])];
  sizes[kept] = m + k;
  isOpen[gone] = false;
}

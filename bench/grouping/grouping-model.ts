import { agglomerate } from "@/lib/changelog/suggest/agglomerate";
import { type PairTable, standardise } from "@/lib/changelog/suggest/pair-table";
import { partition } from "@/lib/changelog/suggest/partition";
import { isLeftoverTitle } from "@/lib/changelog/suggest/read-history";
import { fitNonNegative, type LogisticModel } from "./fit-logistic";
import { FITTED_NAMES, type MeasuredCategory, type MeasuredRelease } from "./measure-releases";
import { type GroupingScore, scoreGrouping } from "./score-grouping";

/** Strength of the L2 penalty; each entry of a category counts as one observation. */
export const PENALTY = 30;

/** A way to turn a category into a score for each pair, and the threshold at which groups end. */
export interface Grouper {
  score: (category: MeasuredCategory) => PairTable;
  /** Whether the rules for strays and pairs apply; the baselines are plain average linkage. */
  isProduct: boolean;
}

/** Fits the weights on pairs of the given releases; two leftovers, and anything with a leftover, count as apart. */
export function fitWeights(releases: MeasuredRelease[], penalty = PENALTY): LogisticModel {
  const features: Float64Array[] = [];
  const together: boolean[] = [];
  const weights: number[] = [];
  for (const { category, tables } of releases.flatMap(({ categories }) => categories)) {
    const n = category.entries.length;
    let at = 0;
    for (let i = 0; i < n; i++)
      for (let j = i + 1; j < n; j++, at++) {
        const a = category.published[i] ?? null;
        features.push(Float64Array.from(FITTED_NAMES, (_, k) => tables[k]?.[at] ?? 0));
        together.push(a !== null && a === category.published[j] && !isLeftoverTitle(a));
        weights.push(2 / (n - 1));
      }
  }
  return fitNonNegative({ features, together, weights }, penalty);
}

/** The product's method with given weights. */
export function groupByModel({ weights }: LogisticModel): Grouper {
  return {
    isProduct: true,
    score: ({ tables, releaseCosine }) =>
      standardise(releaseCosine.map((_, at) => weights.reduce((sum, weight, k) => sum + weight * (tables[k]?.[at] ?? 0), 0))),
  };
}

/** Thresholds tried: 0, 0.04 … 1.6 standard scores. */
export const THRESHOLDS = Array.from({ length: 41 }, (_, step) => (4 * step) / 100);

/** Copies of a release with a fifth of its entries left out: one grouping is a matter of luck, many are not. */
const COPIES = 12;

/** How a release comes out at every threshold: whole, and as the mean of its thinned copies. */
export function scoreRelease(release: MeasuredRelease, grouper: Grouper): { whole: GroupingScore[]; thinned: GroupingScore[] } {
  const scored = release.categories.map((category) => ({ category, scores: grouper.score(category) }));
  const scoreAt = (threshold: number, copy: number) =>
    scoreGrouping(
      scored.map(({ category, scores }, index) => {
        const members = category.category.entries.map((_, i) => i).filter((i) => copy === 0 || !isThinnedOut(copy, index, i));
        const labels = propose(category, scores, members, threshold, grouper.isProduct);
        return { published: members.map((i) => category.category.published[i] ?? null), proposed: members.map((i) => labels[i] ?? null) };
      }),
    );
  return {
    whole: THRESHOLDS.map((threshold) => scoreAt(threshold, 0)),
    thinned: THRESHOLDS.map((threshold) => meanScore(Array.from({ length: COPIES }, (_, copy) => scoreAt(threshold, copy + 1)))),
  };
}

/** Mean of F1 and of ARI. */
export function meanScore(scores: GroupingScore[]): GroupingScore {
  const mean = (pick: (score: GroupingScore) => number) => scores.reduce((sum, score) => sum + pick(score), 0) / Math.max(1, scores.length);
  return { f1: mean(({ f1 }) => f1), ari: mean(({ ari }) => ari) };
}

/** True for every fifth entry or so, always the same ones. */
function isThinnedOut(copy: number, category: number, entry: number): boolean {
  const mixed = Math.imul(Math.imul(copy * 31 + category, 0x9e3779b1) ^ entry, 0x85ebca6b);
  return ((mixed ^ (mixed >>> 15)) >>> 0) % 5 === 0;
}

/** The threshold with the best mean of F1 and ARI over releases, smoothed over seven neighbours; an index. */
export function chooseThreshold(curves: GroupingScore[][]): number {
  const sums = THRESHOLDS.map((_, step) => curves.reduce((sum, curve) => sum + (curve[step]?.f1 ?? 0) + (curve[step]?.ari ?? 0), 0));
  const smooth = sums.map((_, step) => {
    const near = sums.slice(Math.max(0, step - 3), step + 4);
    return near.reduce((sum, value) => sum + value, 0) / near.length;
  });
  return smooth.indexOf(Math.max(...smooth));
}

/** Thinned curves of releases that the weights have not seen: each is scored by a model of the others. */
export function curvesLeavingOneOut(releases: MeasuredRelease[], penalty = PENALTY): GroupingScore[][] {
  return releases.map((held) => {
    const others = releases.filter((release) => release !== held);
    return scoreRelease(held, groupByModel(fitWeights(others, penalty))).thinned;
  });
}

function propose(
  { category, terms }: MeasuredCategory,
  scores: PairTable,
  members: number[],
  threshold: number,
  isProduct: boolean,
): (string | null)[] {
  const { entries } = category;
  const groups = isProduct
    ? partition({ entries, terms, scores }, members, threshold)
    : agglomerate(entries.length, members, scores, threshold).filter((group) => group.length > 1);
  const labels: (string | null)[] = entries.map(() => null);
  groups.forEach((group, index) => {
    for (const member of group) labels[member] = String(index);
  });
  return labels;
}

import type { PairTable } from "@/lib/changelog/suggest/pair-table";
import { chooseThreshold, curvesLeavingOneOut, fitWeights, type Grouper, groupByModel, PENALTY, scoreRelease } from "./grouping-model";
import type { MeasuredRelease } from "./measure-releases";
import type { GroupingScore } from "./score-grouping";

/** One release left out: scored as it is, and as the mean of copies that lack a fifth of its entries. */
export interface HeldOutScore {
  whole: GroupingScore;
  thinned: GroupingScore;
}

/** Suggestions on every release, with weights and threshold that come from the other releases alone. */
export function evaluateSuggestions(releases: MeasuredRelease[], penalty = PENALTY): HeldOutScore[] {
  return releases.map((held) => {
    const others = releases.filter((release) => release !== held);
    const step = chooseThreshold(curvesLeavingOneOut(others, penalty));
    return pick(scoreRelease(held, groupByModel(fitWeights(others, penalty))), step);
  });
}

/** Plain average linkage over cosines; its threshold comes from the other releases alone. */
export function evaluateBaseline(releases: MeasuredRelease[], cosineOf: Grouper["score"]): HeldOutScore[] {
  const grouper: Grouper = { score: (category) => onGrid(cosineOf(category)), isProduct: false };
  const curves = releases.map((release) => scoreRelease(release, grouper));
  return curves.map((curve, held) => {
    const others = curves.filter((_, index) => index !== held);
    return pick(curve, chooseThreshold(others.map(({ thinned }) => thinned)));
  });
}

/** Thresholds come in steps of .04, so cosines are tried in steps of .01. */
function onGrid(cosines: PairTable): PairTable {
  return cosines.map((cosine) => 4 * cosine);
}

function pick({ whole, thinned }: { whole: GroupingScore[]; thinned: GroupingScore[] }, step: number): HeldOutScore {
  const none = { f1: 0, ari: 0 };
  return { whole: whole[step] ?? none, thinned: thinned[step] ?? none };
}

/**
 * How well suggestions meet people's grouping on releases they have not seen: weights, threshold and history
 * leave the release out. Prints one line for each release and the means, beside plain TF-IDF.
 *
 *   SLIPWAY_DATA=/path/to/data npm run bench -- grouping
 */
import { evaluateBaseline, evaluateSuggestions, type HeldOutScore } from "./grouping/evaluate-methods";
import { readGroupedReleases } from "./grouping/grouped-releases";
import { meanScore, PENALTY } from "./grouping/grouping-model";
import { measureRelease } from "./grouping/measure-releases";
import type { GroupingScore } from "./grouping/score-grouping";

const OTHER_PENALTIES = [10, 100];
const WIDTH = 18;

const folder = process.env.SLIPWAY_DATA;
if (folder) printTable(folder);
else console.error("Set SLIPWAY_DATA to the folder that holds cases/, then run this again.");

function printTable(data: string) {
  const releases = readGroupedReleases(data).map(measureRelease);
  const methods: [string, HeldOutScore[]][] = [
    ["TF-IDF, release", evaluateBaseline(releases, ({ releaseCosine }) => releaseCosine)],
    ["TF-IDF, file", evaluateBaseline(releases, ({ fileCosine }) => fileCosine)],
    ["suggestions", evaluateSuggestions(releases)],
    ...OTHER_PENALTIES.map((penalty): [string, HeldOutScore[]] => [
      `L2 ${penalty}, not ${PENALTY}`,
      evaluateSuggestions(releases, penalty),
    ]),
  ];
  const line = (title: string, cells: string[]) => console.log(title.padEnd(12) + cells.map((cell) => cell.padEnd(WIDTH)).join(""));
  line(
    "F1 / ARI",
    methods.map(([name]) => name),
  );
  releases.forEach(({ version }, index) => {
    line(
      version,
      methods.map(([, scores]) => show(scores[index]?.whole)),
    );
  });
  for (const [title, pick] of [
    ["mean", ({ whole }: HeldOutScore) => whole],
    ["mean, 4/5", ({ thinned }: HeldOutScore) => thinned],
  ] as const)
    line(
      title,
      methods.map(([, scores]) => show(meanScore(scores.map(pick)))),
    );
}

function show(score: GroupingScore | undefined): string {
  return score ? `${score.f1.toFixed(3)} ${score.ari.toFixed(3)}` : "";
}

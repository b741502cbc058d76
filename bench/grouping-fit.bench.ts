/**
 * Fits the table of weights on the grouped releases of both cases and writes it. Deterministic: the same cases
 * give the same file. Weights of pull request facts are set by hand, because the cases hold none.
 *
 *   SLIPWAY_DATA=/path/to/data npm run bench -- grouping-fit lib/changelog/suggest/weights.ts
 */
import { writeFileSync } from "node:fs";
import { readGroupedReleases } from "./grouping/grouped-releases";
import { chooseThreshold, curvesLeavingOneOut, fitWeights, THRESHOLDS } from "./grouping/grouping-model";
import { FITTED_NAMES, measureRelease } from "./grouping/measure-releases";
import { renderWeights } from "./grouping/render-weights";

const folder = process.env.SLIPWAY_DATA;
const target = process.argv[2];
if (!folder || !target) {
  console.error("Set SLIPWAY_DATA to the folder that holds cases/ and name the file to write, e.g. lib/changelog/suggest/weights.ts.");
  process.exit(1);
}
const releases = readGroupedReleases(folder).map(measureRelease);
const { weights } = fitWeights(releases);
const threshold = THRESHOLDS[chooseThreshold(curvesLeavingOneOut(releases))] ?? 0.6;
const fitted = FITTED_NAMES.map((name, index): [string, number] => [name, weights[index] ?? 0]);
writeFileSync(target, renderWeights({ fitted, threshold, versions: releases.map(({ version }) => version) }));
console.log(`Wrote ${target}: ${releases.length} releases, threshold ${threshold}.`);

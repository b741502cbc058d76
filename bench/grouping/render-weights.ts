import type { SimilarityName } from "@/lib/changelog/suggest/similarity";

/** Without data to fit, these say: a shared issue nearly decides, folders and labels help, an author hardly does. */
const SET_BY_HAND: Partial<Record<SimilarityName, number>> = {
  anchors: 0.2,
  labels: 0.15,
  paths: 0.3,
  "linked-issues": 0.35,
  branches: 0.15,
  authors: 0.05,
};

/** The source of the published table. */
export function renderWeights(model: { fitted: [string, number][]; threshold: number; versions: string[] }): string {
  const line = ([name, weight]: [string, number]) => `  ${/^[a-z]+$/.test(name) ? name : `"${name}"`}: ${round(weight)},\n`;
  return `import type { SimilarityName } from "./similarity";

/**
 * Weight of each standardised similarity in the score of two entries. Written by
 * bench/grouping-fit.bench.ts from the grouped sections of ${model.versions[model.versions.length - 1]} to ${model.versions[0]}; the last ${Object.keys(SET_BY_HAND).length} are set by hand.
 */
export const WEIGHTS: Record<SimilarityName, number> = {
${model.fitted.map(line).join("")}${Object.entries(SET_BY_HAND).map(line).join("")}};

/** Mean standard score at which groups stop growing. */
export const THRESHOLD = ${model.threshold};
`;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

import type { SimilarityName } from "./similarity";

/**
 * Weight of each standardised similarity in the score of two entries. Written by
 * bench/grouping-fit.bench.ts from the grouped sections of 25.14.0 to 26.1.0; the last 6 are set by hand.
 */
export const WEIGHTS: Record<SimilarityName, number> = {
  identifiers: 0.058,
  numbers: 0.145,
  positions: 0.103,
  "earlier-titles": 0.188,
  company: 0.528,
  fragments: 0.23,
  opening: 0.126,
  bindings: 0.218,
  anchors: 0.2,
  labels: 0.15,
  paths: 0.3,
  "linked-issues": 0.35,
  branches: 0.15,
  authors: 0.05,
};

/** Mean standard score at which groups stop growing. */
export const THRESHOLD = 0.2;

import type { PairTable } from "./pair-table";
import type { Background } from "./read-background";
import type { Terms } from "./read-terms";
import type { SuggestionEntry } from "./suggestion-input";

/** What a similarity looks at: one category of this release before the background of the whole file. */
export interface CategoryFacts {
  entries: SuggestionEntry[];
  terms: Terms[];
  background: Background;
}

export type SimilarityName =
  | "identifiers"
  | "numbers"
  | "positions"
  | "earlier-titles"
  | "company"
  | "fragments"
  | "opening"
  | "bindings"
  | "anchors"
  | "labels"
  | "paths"
  | "linked-issues"
  | "branches"
  | "authors";

/** A way to compare the entries of a category in pairs; its values are standardised by the caller. */
export interface Similarity {
  name: SimilarityName;
  measure: (facts: CategoryFacts) => PairTable;
}

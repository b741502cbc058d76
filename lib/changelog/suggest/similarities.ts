import { compareCompany } from "./compare-company";
import { compareBindings, compareEarlierTitles } from "./compare-earlier";
import { compareAuthors, compareBranches, compareLabels, compareLinkedIssues, comparePaths } from "./compare-pull-requests";
import { compareAnchors, compareFragments, compareIdentifiers, compareNumbers, compareOpenings, comparePositions } from "./compare-texts";
import type { Similarity } from "./similarity";

/** Every way entries are compared, in the order of the table of weights: the text, the file, the pull requests. */
export const SIMILARITIES: Similarity[] = [
  { name: "identifiers", measure: compareIdentifiers },
  { name: "numbers", measure: compareNumbers },
  { name: "positions", measure: comparePositions },
  { name: "earlier-titles", measure: compareEarlierTitles },
  { name: "company", measure: compareCompany },
  { name: "fragments", measure: compareFragments },
  { name: "opening", measure: compareOpenings },
  { name: "bindings", measure: compareBindings },
  { name: "anchors", measure: compareAnchors },
  { name: "labels", measure: compareLabels },
  { name: "paths", measure: comparePaths },
  { name: "linked-issues", measure: compareLinkedIssues },
  { name: "branches", measure: compareBranches },
  { name: "authors", measure: compareAuthors },
];

import { cosinePairs, overlapPairs, type PairTable } from "./pair-table";
import type { CategoryFacts } from "./similarity";
import type { PullRequestFacts } from "./suggestion-input";
import { tokenize } from "./tokenize";

/** Paths of one pull request that are compared; a larger one touches everything and says little. */
const MOST_PATHS = 200;

/** Labels in common, the rarer in the category the heavier. */
export const compareLabels = compareFacts(({ labels }) => (labels ?? []).map((label) => label.toLowerCase()));

/** Folders both touched, from the second level on. */
export const comparePaths = compareFacts(({ paths }) => (paths ?? []).slice(0, MOST_PATHS).flatMap(foldersOf));

/** Words of the branch names in common. */
export const compareBranches = compareFacts(({ branch }) => (branch ? tokenize(branch).map(({ stem }) => stem) : []));

/** Issues or epics that both close. */
export function compareLinkedIssues({ entries }: CategoryFacts): PairTable {
  return overlapPairs(entries.map(({ pullRequest }) => new Map((pullRequest?.linkedIssues ?? []).map((issue) => [issue, 1]))));
}

/** The same author. */
export function compareAuthors({ entries }: CategoryFacts): PairTable {
  return overlapPairs(entries.map(({ pullRequest }) => new Map(pullRequest?.author ? [[pullRequest.author, 1]] : [])));
}

/** Every folder above a file, without the topmost one: `lib/db/client.ts` → `lib/db`. */
export function foldersOf(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.slice(1).map((_, depth) => parts.slice(0, depth + 2).join("/"));
}

function compareFacts(valuesOf: (facts: PullRequestFacts) => string[]): (facts: CategoryFacts) => PairTable {
  return ({ entries }) => {
    const sets = entries.map(({ pullRequest }) => new Set(pullRequest ? valuesOf(pullRequest) : []));
    const counts = new Map<string, number>();
    for (const set of sets) for (const value of set) counts.set(value, (counts.get(value) ?? 0) + 1);
    const weigh = (value: string) => Math.log((entries.length + 1) / ((counts.get(value) ?? 0) + 0.5));
    return cosinePairs(sets.map((set) => new Map([...set].map((value) => [value, weigh(value)]))));
  };
}

import { agglomerate, type LinkConstraints } from "./agglomerate";
import type { CategorySimilarities } from "./measure-similarities";
import { pairIndex } from "./pair-table";
import type { Terms } from "./read-terms";
import { GENERAL_NOUNS } from "./word-lists";

/** What of a category decides about its groups. */
type PairedEntries = Pick<CategorySimilarities, "entries" | "terms" | "scores">;

/** Standard scores above the threshold at which one word in common is enough for a pair. */
const PAIR_MARGIN = 0.5;

/** Share of a larger group that must have one topic word in common: without a name there is no subsection. */
const NAMED_SHARE = 0.34;

/**
 * Splits members of a category into groups of two and more; whoever fits nowhere is in none. An entry that is
 * less alike to its group than the threshold leaves it. Two entries stay a group only if they share a phrase of
 * two words, an anchor or a linked issue, or one topic word while being far more alike than needed; more entries need a
 * word that a third of them shares. Groups and members come in the order of the category.
 */
export function partition(
  similarities: PairedEntries,
  members: number[],
  threshold: number,
  constraints: LinkConstraints = {},
): number[][] {
  const { entries, scores } = similarities;
  const bound = new Set((constraints.together ?? []).flat());
  return agglomerate(entries.length, members, scores, threshold, constraints)
    .map((cluster) => withoutStrays(similarities, cluster, threshold, bound))
    .filter((cluster) => {
      if (cluster.length < 2) return false;
      return cluster.length > 2 ? isNameable(similarities, cluster, bound) : isPair(similarities, cluster, threshold, bound);
    });
}

function withoutStrays({ entries, scores }: PairedEntries, cluster: number[], threshold: number, bound: Set<number>): number[] {
  if (cluster.length < 3) return cluster;
  const kept = cluster.filter((member) => {
    if (bound.has(member)) return true;
    let sum = 0;
    for (const other of cluster) if (other !== member) sum += scores[pairIndex(entries.length, member, other)] ?? 0;
    return sum / (cluster.length - 1) >= threshold;
  });
  return kept.length < 2 ? cluster : kept;
}

function isPair({ entries, terms, scores }: PairedEntries, [a = 0, b = 0]: number[], threshold: number, bound: Set<number>): boolean {
  if (bound.has(a) && bound.has(b)) return true;
  const first = terms[a];
  const second = terms[b];
  if (!first || !second) return false;
  const issues = new Set(entries[a]?.pullRequest?.linkedIssues);
  const isFarMoreAlike = (scores[pairIndex(entries.length, a, b)] ?? 0) >= threshold + PAIR_MARGIN;
  return (
    hasCommon(first.phrases, second.phrases) ||
    hasCommon(first.anchors, second.anchors) ||
    hasCommon(issues, new Set(entries[b]?.pullRequest?.linkedIssues)) ||
    (isFarMoreAlike && hasCommon(namingWords(first), namingWords(second)))
  );
}

function isNameable({ terms }: PairedEntries, cluster: number[], bound: Set<number>): boolean {
  if (cluster.every((member) => bound.has(member))) return true;
  const counts = new Map<string, number>();
  for (const member of cluster)
    for (const stem of terms[member]?.words.keys() ?? []) if (!GENERAL_NOUNS.has(stem)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return Math.max(0, ...counts.values()) >= NAMED_SHARE * cluster.length;
}

function namingWords({ words }: Terms): Set<string> {
  return new Set([...words.keys()].filter((stem) => !GENERAL_NOUNS.has(stem)));
}

function hasCommon(a: Set<string>, b: Set<string>): boolean {
  for (const value of a) if (b.has(value)) return true;
  return false;
}

import { fingerprintText } from "@/lib/changelog/identity";
import { averageScore } from "./agglomerate";
import { chooseCriterion } from "./choose-criterion";
import { describeGroup } from "./describe-group";
import type { FoundGroup, FoundGroups } from "./find-groups";
import { giveReason } from "./give-reason";
import type { CategorySimilarities, Similarities } from "./measure-similarities";
import { type NamedGroup, nameGroups } from "./name-groups";
import { pairIndex } from "./pair-table";
import { CRITERIA, type ReasonFact, type Suggestion } from "./suggestion";
import { THRESHOLD } from "./weights";

/** Neighbours offered beside a suggestion: large initiatives come apart into several pieces. */
const MOST_NEIGHBOURS = 3;
/** Standard scores under the threshold at which a neighbour is no longer worth offering. */
const NEIGHBOUR_REACH = 0.6;

/** Turns the groups of one category into suggestions, ranked by criterion, then by size (A51–A56). */
export function writeSuggestions(found: FoundGroups, category: CategorySimilarities, similarities: Similarities): Suggestion[] {
  const written = nameGroups(found, category, similarities).map((named) => ({
    group: named.group,
    suggestion: writeSuggestion(named, category, similarities),
  }));
  for (const { group, suggestion } of written) suggestion.mergeWith = findNeighbours(group, written, category);
  return written
    .sort(
      (a, b) =>
        CRITERIA.indexOf(a.suggestion.criterion) - CRITERIA.indexOf(b.suggestion.criterion) ||
        b.group.members.length - a.group.members.length ||
        (a.group.members[0] ?? 0) - (b.group.members[0] ?? 0),
    )
    .map(({ suggestion }) => suggestion);
}

function writeSuggestion({ group, chosen }: NamedGroup, from: CategorySimilarities, { background }: Similarities): Suggestion {
  const { category } = from;
  const entries = group.members.flatMap((member) => from.entries[member] ?? []);
  const terms = group.members.flatMap((member) => from.terms[member] ?? []);
  const reason = giveReason({ entries, terms, category: from.entries, chosen, given: givenFacts(group) });
  const sharesProposal = reason.facts.some(({ type }) => type === "proposal" || type === "issue");
  const entryIds = entries.map(({ id }) => id);
  return {
    id: `g-${fingerprintText([category.id, ...[...entryIds].sort()].join("|"))}`,
    categoryId: category.id,
    subsectionId: group.home?.subsectionId ?? null,
    criterion: chooseCriterion(chosen, terms, background, sharesProposal),
    title: chosen.title,
    description: describeGroup(terms, chosen, background.spellings, category.title),
    reason,
    entryIds,
    closeness: toCloseness(innerScore(group.members, from)),
    mergeWith: [],
  };
}

function givenFacts({ rule, isJoined }: FoundGroup): ReasonFact[] {
  if (rule) return [{ type: "rule", ruleId: rule.id, ruleType: rule.type, value: rule.value }];
  return isJoined ? [{ type: "person" }] : [];
}

function findNeighbours(
  group: FoundGroup,
  all: { group: FoundGroup; suggestion: Suggestion }[],
  { entries, scores }: CategorySimilarities,
) {
  return all
    .filter((other) => other.group !== group)
    .map((other) => ({ id: other.suggestion.id, score: averageScore(entries.length, group.members, other.group.members, scores) }))
    .filter(({ score }) => score >= THRESHOLD - NEIGHBOUR_REACH)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_NEIGHBOURS)
    .map(({ id, score }) => ({ suggestionId: id, closeness: toCloseness(score) }));
}

function innerScore(members: number[], { entries, scores }: CategorySimilarities): number {
  let sum = 0;
  let pairs = 0;
  for (const [i, a] of members.entries())
    for (const b of members.slice(i + 1)) {
      sum += scores[pairIndex(entries.length, a, b)] ?? 0;
      pairs++;
    }
  return pairs > 0 ? sum / pairs : THRESHOLD;
}

/** Standard scores on a scale of 0 to 1 with two decimals; the threshold is 0.5. */
function toCloseness(score: number): number {
  return Math.round(100 / (1 + Math.exp(THRESHOLD - score))) / 100;
}

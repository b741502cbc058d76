import { findGroups } from "./find-groups";
import type { Similarities } from "./measure-similarities";
import type { Decision, Proposal } from "./suggestion";
import { writeSuggestions } from "./write-suggestions";

/**
 * Proposes subsections from measured similarities and what people decided so far. Fast, so it runs again after
 * every decision. Groups that no decision and no rule names stay exactly as they were, with the same ids.
 */
export function proposeGroups(similarities: Similarities, decisions: Decision[] = []): Proposal {
  const suggestions = similarities.categories.flatMap((category) =>
    writeSuggestions(findGroups(category, similarities.rules, decisions), category, similarities),
  );
  return { suggestions, notices: similarities.notices };
}

import type { Notes } from "@/lib/changelog/notes";
import type { DraftPulls } from "@/lib/changelog/referenced-pull";
import { readPullFacts } from "@/lib/changelog/suggest/pull-facts";
import { findScope } from "@/lib/changelog/suggest/read-anchors";
import { readSuggestionInput } from "@/lib/changelog/suggest/read-input";
import { listLabelChoices, listPathChoices, type RuleChoice } from "@/lib/changelog/suggest/rule-choices";
import type { Suggestion } from "@/lib/changelog/suggest/suggestion";
import type { RememberedRule, SuggestionEntry } from "@/lib/changelog/suggest/suggestion-input";

/** What "always put …" begins with; the person changes it. */
export interface RuleRequest {
  /** What it looks for at first. */
  type: RememberedRule["type"];
  /** What stands in the field of each type. */
  values: Record<RememberedRule["type"], string>;
  /** False when there is no scope to choose. */
  hasScope: boolean;
  labels: RuleChoice[];
  paths: RuleChoice[];
  title: string;
  /** The entry it was asked for; null for a whole suggestion or for none. */
  entryText: string | null;
}

export const EMPTY_REQUEST: RuleRequest = {
  type: "phrase",
  values: { phrase: "", scope: "", label: "", path: "" },
  hasScope: true,
  labels: [],
  paths: [],
  title: "",
  entryText: null,
};

/** Every entry of the notes as suggestions see it. */
export function listKnownEntries(notes: Notes, pulls: DraftPulls | null): SuggestionEntry[] {
  const factsOf = readPullFacts(pulls?.pulls ?? []);
  return readSuggestionInput(notes, { sections: [] }, { factsOf }).categories.flatMap(({ entries }) => entries);
}

/** What most of the entries share: words, their scope, labels and folders of their pull requests. */
export function requestOf(notes: Notes, pulls: DraftPulls | null, suggestion: Suggestion, entryId: string | null): RuleRequest {
  const { title, reason } = suggestion;
  const words = reason.facts.flatMap((fact) => (fact.type === "words" ? [fact.words] : []));
  const [rule] = reason.facts.flatMap((fact) => (fact.type === "rule" ? [fact] : []));
  const scopes = reason.facts.flatMap((fact) => (fact.type === "scope" ? [fact.value] : []));
  const entryText = entryId === null ? null : (notes.entries[entryId]?.text ?? null);
  const scope = entryText === null ? (scopes[0] ?? null) : (findScope(entryText)?.scope ?? null);
  const all = listKnownEntries(notes, pulls);
  const asked = new Set(entryId === null ? suggestion.entryIds : [entryId]);
  const entries = all.filter(({ id }) => asked.has(id));
  const labels = listLabelChoices(entries, all);
  const paths = listPathChoices(entries, all);
  const values = { phrase: words[0] ?? title, scope: scope ?? "", label: labels[0]?.value ?? "", path: paths[0]?.value ?? "" };
  return {
    type: rule?.ruleType ?? (scope && entryText !== null ? "scope" : "phrase"),
    values: rule ? { ...values, [rule.ruleType]: rule.value } : values,
    hasScope: scope !== null || rule?.ruleType === "scope",
    labels,
    paths,
    title,
    entryText,
  };
}

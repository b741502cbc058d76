import { holdsPhrase } from "./noun-phrases";
import { readEntryTerms, type Terms } from "./read-terms";
import type { RememberedRule, SuggestionEntry } from "./suggestion-input";
import { tokenize } from "./tokenize";

/** The rule an entry falls under, or null; of several the one with the longest value, then the first (A56). */
export function findRule(entry: SuggestionEntry, terms: Terms, rules: RememberedRule[]): RememberedRule | null {
  let found: RememberedRule | null = null;
  for (const rule of rules)
    if (
      rule.value.trim() !== "" &&
      rule.title.trim() !== "" &&
      matches(entry, terms, rule) &&
      (found === null || rule.value.length > found.value.length)
    )
      found = rule;
  return found;
}

/** The ids of the entries that a rule would catch: shown before it is remembered. */
export function listCaught(entries: SuggestionEntry[], rule: Omit<RememberedRule, "id">): string[] {
  const asked = { ...rule, id: "" };
  return entries.filter((entry) => findRule(entry, readEntryTerms(entry), [asked]) !== null).map(({ id }) => id);
}

function matches({ pullRequest }: SuggestionEntry, terms: Terms, { type, value }: RememberedRule): boolean {
  const wanted = value.trim().toLowerCase();
  switch (type) {
    case "label":
      return (pullRequest?.labels ?? []).some((label) => label.toLowerCase() === wanted);
    case "scope":
      return terms.anchors.has(`scope:${wanted}`);
    case "path": {
      const folder = wanted.endsWith("/") ? wanted : `${wanted}/`;
      return (pullRequest?.paths ?? []).some((path) => `${path.toLowerCase()}/`.startsWith(folder));
    }
    case "phrase": {
      const stems = tokenize(value).map(({ stem }) => stem);
      return stems.length > 0 && holdsPhrase(terms, stems);
    }
  }
}

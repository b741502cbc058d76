import type { Notes } from "@/lib/changelog/notes";
import { findScope } from "@/lib/changelog/suggest/read-anchors";
import type { Suggestion } from "@/lib/changelog/suggest/suggestion";

/** What "always put …" begins with; the person changes it. */
export interface RuleRequest {
  phrase: string;
  /** The scope that the entries begin with; empty for one to be written, null when there is none to choose. */
  scope: string | null;
  title: string;
  /** The entry it was asked for; null for a whole suggestion or for none. */
  entryText: string | null;
}

export const EMPTY_REQUEST: RuleRequest = { phrase: "", scope: "", title: "", entryText: null };

/** The words that most of the entries share, or their scope. */
export function requestOf(notes: Notes, { title, reason }: Suggestion, entryId: string | null): RuleRequest {
  const words = reason.facts.flatMap((fact) => (fact.type === "words" ? [fact.words] : []));
  const rule = reason.facts.flatMap((fact) => (fact.type === "rule" && fact.ruleType === "phrase" ? [fact.value] : []));
  const scopes = reason.facts.flatMap((fact) => (fact.type === "scope" ? [fact.value] : []));
  const entryText = entryId === null ? null : (notes.entries[entryId]?.text ?? null);
  const scope = entryText === null ? (scopes[0] ?? null) : (findScope(entryText)?.scope ?? null);
  return { phrase: rule[0] ?? words[0] ?? title, scope, title, entryText };
}

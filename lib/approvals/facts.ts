import type { CheckRule } from "@/lib/runs/check-rules";
import type { CheckState } from "@/lib/runs/run-state";

export interface Answer {
  question: string;
  /** Null while nobody has answered. */
  answer: "yes" | "no" | null;
  words: string;
}

/** What a vote is bound to (PRODUCT.md, fingerprint). Times, ages and what checks say are shown, not bound. */
export interface DecisionFacts {
  /** GitHub's number of the repository, as text. */
  repository: string;
  release: string;
  sha: string;
  /** SHA-256 of the section as it stands in that commit, in hexadecimal; null where it has none. */
  notes: string | null;
  /** SHA-256 of the policy of the round. */
  process: string;
  answers: Answer[];
  /** What is required of checks, in order: the first line that matches counts, so each can take away from those below. */
  checkRules: CheckRule[];
}

/** One text for one value: keys in order, no blanks (RFC 8785 for values without fractions). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value ?? null);
  const entries = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`).join(",")}}`;
}

/** A check as it counts for the decision. */
export interface DecisionCheck {
  name: string;
  class: "required" | "blocking";
  state: CheckState;
}

export type ChangedPart = "commit" | "notes" | "answers" | "rules" | "checks";

/** Which parts of the fingerprint differ. */
export function listChangedParts(then: DecisionFacts, now: DecisionFacts): ChangedPart[] {
  const parts: ChangedPart[] = [];
  if (then.sha !== now.sha) parts.push("commit");
  if (then.notes !== now.notes) parts.push("notes");
  if (canonicalJson(then.answers) !== canonicalJson(now.answers)) parts.push("answers");
  if (then.process !== now.process || then.release !== now.release || then.repository !== now.repository) parts.push("rules");
  if (canonicalJson(then.checkRules) !== canonicalJson(now.checkRules)) parts.push("checks");
  return parts;
}

/** What changed, completing "GO is void: …". */
export function describeChange(then: DecisionFacts, now: DecisionFacts): string {
  const parts = listChangedParts(then, now);
  const words = parts.map((part) => describePart(part, then, now));
  return words.length < 2 ? (words[0] ?? "nothing changed") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

function describePart(part: ChangedPart, then: DecisionFacts, now: DecisionFacts): string {
  switch (part) {
    case "commit":
      return `the candidate moved from ${then.sha.slice(0, 7)} to ${now.sha.slice(0, 7)}`;
    case "notes":
      return now.notes === null ? "the notes are gone" : then.notes === null ? "the notes were written" : "the notes changed";
    case "answers":
      return "an answer to a question changed";
    case "rules":
      return "the rules of this decision changed";
    case "checks":
      return "what is required of checks changed";
  }
}

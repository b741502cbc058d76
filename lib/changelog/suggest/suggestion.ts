/** The five ranked criteria of preset A, most specific first (A51–A55). */
export const CRITERIA = ["initiative", "system", "entity", "pattern", "infrastructure"] as const;

export type Criterion = (typeof CRITERIA)[number];

/** One fact that speaks for a group; each can be counted again from the entries. */
export type ReasonFact =
  | { type: "words"; words: string; count: number; of: number }
  /** Numbers of the first references, lowest to highest. */
  | { type: "numbers"; from: number; to: number }
  | { type: "earlier-title"; title: string; version: string }
  | { type: "scope" | "label" | "path" | "issue" | "proposal"; value: string; count: number; of: number }
  | { type: "rule"; ruleId: string; ruleType: "label" | "scope" | "path" | "phrase"; value: string }
  | { type: "person" };

export interface Reason {
  facts: ReasonFact[];
  /** The facts in words, for the screen. */
  sentence: string;
}

/** A proposed subsection, or further entries for one that exists. */
export interface Suggestion {
  /** Made of the members: the same group has the same id in every proposal. */
  id: string;
  categoryId: string;
  /** The existing subsection these entries would join; null for a new one. */
  subsectionId: string | null;
  criterion: Criterion;
  title: string;
  /** One sentence in the past tense (A47, A48). */
  description: string;
  reason: Reason;
  /** In the order of the category. */
  entryIds: string[];
  /** How alike the entries are, 0 to 1; at 0.5 just enough to be one group. */
  closeness: number;
  /** Other suggestions of the category it may be one with, closest first. */
  mergeWith: { suggestionId: string; closeness: number }[];
}

/** What a person said to the proposals so far, oldest first; entries by id. */
export type Decision =
  /** This group is right: it is no longer proposed and its entries stay out of other groups. */
  | { type: "accept"; entryIds: string[] }
  /** This group is wrong: no two of these entries are proposed together. */
  | { type: "reject"; entryIds: string[] }
  /** These belong together. */
  | { type: "merge"; entryIds: string[] }
  /** Entries of different parts do not belong together; those of one part do. */
  | { type: "split"; parts: string[][] }
  /** These stay ungrouped. */
  | { type: "take-out"; entryIds: string[] };

export interface Proposal {
  /** By category, then by criterion, then by size. */
  suggestions: Suggestion[];
  /** Sentences about what was left out. */
  notices: string[];
}

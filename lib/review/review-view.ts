import type { TextDifference } from "./text-snapshot";

/** In characters: more belongs into an issue. */
export const LONGEST_COMMENT = 10_000;

export interface Person {
  id: string;
  name: string;
}

/** One comment; `text` is null where its author withdrew it. */
export interface CommentView {
  id: string;
  by: Person;
  at: string;
  text: string | null;
  withdrawnAt: string | null;
  /** The bytes of the entry when it was written; null where there was none. */
  about: string | null;
  /** Its former words, oldest first. */
  earlier: { text: string; at: string }[];
}

/** A conversation about one entry, or, without one, about the notes as a whole. */
export interface ThreadView {
  id: string;
  entryId: string | null;
  resolved: { by: Person; at: string } | null;
  comments: CommentView[];
}

export const VERDICTS = ["request-changes", "approve"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One step of a review of the text. */
export interface StepView {
  id: string;
  kind: "ask" | Verdict;
  by: Person;
  at: string;
  words: string;
  revision: number;
  digest: string;
  /** True while the section is, byte for byte, what this step was made on. */
  isExact: boolean;
  /** How far the text is from that; counted for the verdicts that stand. */
  difference: TextDifference | null;
  /** The person had written in the draft themselves, so their approval does not speak for somebody else. */
  isOwnText: boolean;
}

/** How many entries a person has marked as looked at, and when the last time. */
export interface MarksView {
  by: Person;
  count: number;
  lastAt: string;
}

/** Everything people said about the notes of a release, seen from one of its drafts. */
export interface ReviewView {
  me: string;
  /** Why this person may neither comment nor give a verdict; null when they may. */
  refusal: string | null;
  threads: ThreadView[];
  steps: StepView[];
  marks: MarksView[];
  /** True when this person has written in the draft. */
  hasWritten: boolean;
}

/** The section a step was made on, and the section as it is now. */
export interface TextChange {
  before: string;
  after: string;
}

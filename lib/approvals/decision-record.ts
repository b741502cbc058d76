import type { DecisionCheck, DecisionFacts } from "./facts";
import type { VoteKind } from "./judge-decision";
import type { Policy } from "./policy";

export interface RecordedVote {
  slot: string;
  /** GitHub's number of the person, and their login at that time. */
  person: string;
  login: string;
  onBehalfOf: string | null;
  vote: VoteKind;
  words: string;
  at: string;
  fingerprint: string;
  /** False for a vote that did not count any more; the reason is `standing`. */
  counted: boolean;
  standing: string;
}

/**
 * Who decided what, in which slot, when, on which evidence. Its canonical JSON is what the tag's message names by SHA-256:
 * who has the record and a clone can prove that they belong together, without Slipway.
 */
export interface DecisionRecord {
  format: "slipway-decision/1";
  repository: { id: string; owner: string; name: string };
  version: string;
  round: number;
  ref: string;
  sha: string;
  fingerprint: string;
  facts: DecisionFacts;
  policy: Policy;
  asked: { login: string; at: string; words: string };
  votes: RecordedVote[];
  override: { reason: string; by: string; at: string; second: string; secondAt: string } | null;
  /** As they stood when the tag was made. */
  checks: DecisionCheck[];
}

import type { VoteKind } from "@/lib/approvals/judge-decision";
import type { Slot } from "@/lib/approvals/policy";
import type { Result } from "@/lib/transport/result";

type Act<Input> = (input: Input) => Promise<Result<unknown>>;

/** Asking for a decision on a candidate; the browser names the round, so that asking twice asks once. */
export type AskDecision = Act<{
  decisionId: string;
  repositoryId: string;
  version: string;
  sha: string;
  words: string;
  extraSlots: Slot[];
}>;

/** Letting a waiting environment go on, as the page of a run does it. */
export type ReviewRun = (input: {
  runId: string;
  attempt: number;
  environmentIds: number[];
  isApproved: boolean;
  comment: string;
}) => Promise<Result<{ names: string[] }>>;

/** What can be done in a go/no-go room; the page hands them down. */
export interface RoomActions {
  castVote: Act<{ voteId: string; decisionId: string; slot: string; kind: VoteKind; words: string; fingerprint: string; typed: string }>;
  withdrawVote: Act<{ decisionId: string; voteId: string }>;
  addRemark: Act<{ remarkId: string; decisionId: string; text: string }>;
  answerQuestion: Act<{ decisionId: string; question: string; answer: "yes" | "no"; words: string; fingerprint: string }>;
  remindSlot: Act<{ reminderId: string; decisionId: string; slot: string }>;
  closeDecision: Act<{ decisionId: string; because: string }>;
  askOverride: Act<{ overrideId: string; decisionId: string; reason: string; fingerprint: string; typed: string }>;
  agreeOverride: Act<{ overrideId: string; fingerprint: string; typed: string }>;
  withdrawOverride: Act<{ overrideId: string }>;
  createTag: Act<{ decisionId: string; fingerprint: string; tag: string; planDigest: string; typed: string }>;
  publishRelease: Act<{ decisionId: string; typed: string }>;
  askDecision: AskDecision;
  reviewRun: ReviewRun;
}

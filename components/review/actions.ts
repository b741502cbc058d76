import type { Verdict } from "@/lib/review/review-view";
import type { Result } from "@/lib/transport/result";

interface NewComment {
  draftId: string;
  threadId: string;
  commentId: string;
  text: string;
}

interface NewStep {
  stepId: string;
  draftId: string;
  /** What the person has before them. */
  revision: number;
  words: string;
}

/** What a review can ask of the server; the page hands them down. */
export interface ReviewActions {
  startThread: (input: NewComment & { entryId: string | null }) => Promise<Result<{ commentId: string }>>;
  replyToThread: (input: NewComment) => Promise<Result<{ commentId: string }>>;
  settleThread: (input: { threadId: string; isResolved: boolean }) => Promise<Result<{ threadId: string }>>;
  editComment: (input: { commentId: string; text: string }) => Promise<Result<{ commentId: string }>>;
  withdrawComment: (input: { commentId: string }) => Promise<Result<{ commentId: string }>>;
  askForReview: (input: NewStep) => Promise<Result<{ stepId: string; digest: string }>>;
  giveVerdict: (input: NewStep & { verdict: Verdict }) => Promise<Result<{ stepId: string; digest: string }>>;
}

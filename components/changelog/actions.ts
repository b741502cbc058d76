import type { UndoCommitAction } from "@/components/release/undo-commit";
import type { ReviewActions } from "@/components/review/actions";
import type { RememberedRule } from "@/lib/changelog/suggest/suggestion-input";
import type { Result } from "@/lib/transport/result";

/** "Always put this here", as a person asks for it. */
export interface NewRule {
  repositoryId: string;
  type: RememberedRule["type"];
  value: string;
  title: string;
}

/** What the editor can ask of the server; the page hands them down. */
export interface ChangelogActions {
  open: (input: { releaseId: string; candidateId: string }) => Promise<Result<{ draftId: string }>>;
  undo: (input: { draftId: string }) => Promise<Result<{ revision: number; sentence: string }>>;
  redo: (input: { draftId: string }) => Promise<Result<{ revision: number; sentence: string }>>;
  move: (input: { draftId: string }) => Promise<Result<{ head: string; lost: string[]; undecided: number }>>;
  commit: (input: {
    draftId: string;
    revision: number;
    mode: "amend" | "commit";
    message?: string;
  }) => Promise<Result<{ sha: string; branch: string }>>;
  propose: (input: {
    draftId: string;
    revision: number;
    branch: string;
    message: string;
    title: string;
    body: string;
  }) => Promise<Result<{ number: number; url: string }>>;
  writeRelease: (input: {
    draftId: string;
    revision: number;
    tag: string;
    seen: string | null;
    mayBePublished: boolean;
  }) => Promise<Result<{ url: string }>>;
  undoCommit: UndoCommitAction;
  rememberRule: (input: NewRule) => Promise<Result<{ ruleId: string }>>;
  forgetRule: (input: { ruleId: string }) => Promise<Result<{ ruleId: string }>>;
  review: ReviewActions;
}

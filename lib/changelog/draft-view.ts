import type { ProposalView } from "./commit-targets";
import type { LedgerRow, Notes } from "./notes";
import type { NotesOperation } from "./notes-operation";

/** Where the branch of a draft stands now, as Slipway last heard. */
export type BranchState =
  | { state: "as-seen" }
  /** It points at another commit than the draft was made from. */
  | { state: "moved"; head: string; subject: string }
  | { state: "gone" };

/** What the editor shows of one draft beside its text. */
export interface DraftFacts {
  id: string;
  releaseId: string;
  repositoryId: string;
  /** The person it is shown to. */
  viewerId: string;
  version: string;
  branch: string;
  path: string;
  blobOid: string;
  headSha: string;
  date: string;
  /** Number of the last act. */
  revision: number;
  savedAt: string;
  /** Sentences of what undo and redo would answer; null when there is nothing. */
  undo: string | null;
  redo: string | null;
  branchState: BranchState;
  /** Why this person may not change or commit; null when they may. */
  editRefusal: string | null;
  /** The pull request that proposes these notes; null when none is open. */
  proposal: ProposalView | null;
}

/** Everything the editor shows of one draft. */
export interface DraftView extends DraftFacts {
  notes: Notes;
  ledger: LedgerRow[];
}

/** A draft for somebody who has an earlier revision of it: the acts since, in order, the last of them being `draft.revision`. */
export interface DraftNews {
  draft: DraftFacts;
  acts: NotesOperation[];
}

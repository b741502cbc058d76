import type { ProposalView } from "./commit-targets";
import type { LedgerRow, Notes } from "./notes";

/** Where the branch of a draft stands now, as Slipway last heard. */
export type BranchState =
  | { state: "as-seen" }
  /** It points at another commit than the draft was made from. */
  | { state: "moved"; head: string; subject: string }
  | { state: "gone" };

/** Everything the editor shows of one draft. */
export interface DraftView {
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
  notes: Notes;
  ledger: LedgerRow[];
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

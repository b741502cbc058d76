/** A commit of notes whose branch is still where Slipway left it. */
export interface UndoableCommit {
  draftId: string;
  version: string;
  branch: string;
  mode: "amend" | "commit";
  /** Where the branch is, and where it was before. */
  sha: string;
  before: string;
  by: string;
  at: string;
  /** Why this person may not put it back; null when they may. */
  refusal: string | null;
}

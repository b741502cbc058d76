import { type Notes, sumLedger } from "@/lib/changelog/notes";
import { explainUndecided } from "@/lib/changelog/undecided";
import type { RefusedAct } from "@/lib/changelog/unsaved-acts";
import type { Draft, SaveState } from "./use-draft";
import type { CommitResult } from "./use-result";

export const UNSAVED = "Your last change is still being saved.";
const UNCOMPUTED = "The result is still being computed.";

interface Standing {
  draft: Draft;
  notes: Notes;
  /** Null while it is being computed. */
  result: CommitResult | null;
  saveState: SaveState;
  refused: RefusedAct[];
}

/** Why the notes cannot be committed now, as a sentence; null when they can. */
export function explainObstacle({ draft, notes, result, saveState, refused }: Standing): string | null {
  if (draft.editRefusal) return draft.editRefusal;
  if (draft.branchState.state === "gone") return `The branch ${draft.branch} is gone.`;
  if (draft.branchState.state === "moved") return `${draft.branch} moved. Move your draft onto its new head first.`;
  const undecided = explainUndecided(notes) ?? explainRefused(refused);
  if (undecided) return undecided;
  if (!sumLedger(draft.ledger, notes).isBalanced) return "The ledger does not add up, so committing could lose an entry.";
  if (!result) return UNCOMPUTED;
  if (result.before === result.after) return "The file holds exactly these notes already.";
  return saveState.state === "saved" ? null : UNSAVED;
}

/** Whether it goes by itself in a moment: whoever presses meanwhile is asked when it is over, instead of being refused. */
export function isPassing(obstacle: string | null, { state }: SaveState): boolean {
  return (obstacle === UNSAVED || obstacle === UNCOMPUTED) && state !== "waiting";
}

/** Why one's own refused words hold a commit back; null when there are none. */
function explainRefused(refused: RefusedAct[]): string | null {
  if (refused.length === 0) return null;
  return refused.length === 1
    ? "1 of your texts waits for a decision. Choose its words first."
    : `${refused.length} of your texts wait for a decision. Choose their words first.`;
}

import { applyOperation } from "./apply-operation";
import { explainUnseen, findConflict, type TextConflict } from "./find-conflict";
import type { Notes } from "./notes";
import type { NotesOperation } from "./notes-operation";

export type Judged =
  | { ok: true; notes: Notes; inverse: NotesOperation }
  /** With both texts where words would be written over that the author never saw. */
  | { ok: false; reason: string; conflict: TextConflict | null };

/** What becomes of an act that arrives while others worked on the same notes: applied whole, or refused with the reason. */
export function judgeOperation(notes: Notes, operation: NotesOperation): Judged {
  const conflict = findConflict(notes, operation);
  if (conflict) return { ok: false, reason: `${conflict.name} was changed meanwhile.`, conflict };
  const unseen = explainUnseen(notes, operation);
  if (unseen) return { ok: false, reason: unseen, conflict: null };
  const applied = applyOperation(notes, operation);
  return applied.ok ? applied : { ...applied, conflict: null };
}

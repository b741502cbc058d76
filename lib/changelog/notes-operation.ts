import type { TextConflict } from "./find-conflict";
import type { Notes } from "./notes";
import type { Place } from "./place";
import type { TextSubject } from "./text-subject";

/**
 * One act of a person on the notes. Each names ids, so that it can be applied again after a regeneration. An act that
 * writes over words names those its author saw (`seen`): other words are never overwritten. Logs from before have none.
 */
export type NotesOperation =
  | { type: "place-entries"; placements: { entryId: string; to: Place }[] }
  /** Other bytes for an entry, with its bullet; `base` is what the changelog held when they were written. */
  | { type: "edit-entry"; entryId: string; raw: string; base: string; seen?: string }
  /** Leaves an entry out, with the reason that the ledger will name. */
  | { type: "drop-entry"; entryId: string; reason: string }
  | { type: "restore-entry"; entryId: string; to: Place }
  | { type: "mark-reviewed"; entryIds: string[]; isReviewed: boolean }
  | {
      type: "create-subsection";
      subsectionId: string;
      categoryId: string;
      title: string;
      description: string;
      index: number;
      entryIds: string[];
    }
  | { type: "rename-subsection"; subsectionId: string; title: string; seen?: string }
  | { type: "describe-subsection"; subsectionId: string; description: string; seen?: string }
  | { type: "move-subsection"; subsectionId: string; categoryId: string; index: number }
  | { type: "delete-subsection"; subsectionId: string; seen?: { title: string; description: string } }
  | { type: "move-category"; categoryId: string; index: number }
  | { type: "rename-category"; categoryId: string; title: string; seen?: string }
  /**
   * Ends the open conflict over `yours` with these words; `base` is what the changelog holds. Null lets words go that have
   * no place. Logs from before name no `yours`: the oldest conflict was meant.
   */
  | { type: "decide-text"; subject: TextSubject; yours?: string; text: string | null; seen: string | null; base: string | null }
  | { type: "reopen-text"; conflict: TextConflict }
  | { type: "all"; operations: NotesOperation[] };

/** The operation of one type. */
export type OperationOf<Type extends NotesOperation["type"]> = Extract<NotesOperation, { type: Type }>;

export type Applied =
  | { ok: true; notes: Notes; inverse: NotesOperation }
  /** `reason` is a sentence for the person whose act could not be applied. */
  | { ok: false; reason: string };

/** The answer to an act that does not fit. */
export const refuse = (reason: string): Applied => ({ ok: false, reason });

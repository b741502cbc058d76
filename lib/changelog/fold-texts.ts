import type { NotesOperation, OperationOf } from "./notes-operation";
import { readTextChange } from "./text-change";
import { keyOfSubject } from "./text-subject";

/** Words for a text, and what the changelog held when they were written. */
export interface WishedWords {
  /** Undefined in logs that did not name it. */
  base: string | null | undefined;
  text: string | null;
}

/** What is wanted of one text after all acts on it: its last words. */
export interface TextWish extends WishedWords {
  /** The words that were chosen about on the way to it; undefined in logs that did not name them. */
  decided: (string | undefined)[];
  /** Words that nobody has chosen about yet: they waited while others were chosen about. */
  waiting: WishedWords[];
}

/** The last act on each text, with what it wants; earlier ones were written over by people who saw them. */
export function foldTexts(steps: NotesOperation[]): Map<NotesOperation, TextWish> {
  const last = new Map<string, { operation: NotesOperation; wish: TextWish }>();
  for (const operation of steps) {
    const change = readTextChange(operation);
    if (!change) continue;
    const key = keyOfSubject(change.subject);
    const known = last.get(key)?.wish;
    const isDecision = operation.type === "decide-text";
    const namesBase = operation.type === "edit-entry" || isDecision;
    const base = namesBase ? operation.base : known ? known.base : change.seen;
    const decided = [...(known?.decided ?? []), ...(isDecision ? [operation.yours] : [])];
    // Nothing else is written to a text while words wait there.
    const waiting = known && isDecision ? waitOn(known, operation) : [];
    last.set(key, { operation, wish: { base, text: change.text, decided, waiting } });
  }
  return new Map([...last.values()].map(({ operation, wish }) => [operation, wish]));
}

/** A decision ends one conflict: words that it was not about, and that did not stand there either, go on waiting. */
function waitOn({ base, text, waiting }: TextWish, { yours, seen }: OperationOf<"decide-text">): WishedWords[] {
  if (yours === undefined) return waiting;
  const isWaiting = text !== null && text !== base && text !== seen;
  return [...waiting, ...(isWaiting ? [{ base, text }] : [])].filter((words) => words.text !== yours);
}

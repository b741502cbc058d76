import type { TextConflict } from "./find-conflict";
import { judgeOperation } from "./judge-operation";
import type { Notes } from "./notes";
import type { NotesOperation } from "./notes-operation";

/** An act of this person that the server has not confirmed, or not shown yet. */
export interface UnsavedAct {
  /** By it the server knows an act that it has already. */
  requestId: string;
  operation: NotesOperation;
  /** What was done, in the past tense. */
  sentence: string;
  /** Whether it was on its way once: then the server may have it, whatever was heard of it. */
  isTried: boolean;
  /** The revision it was saved as; null while it is not known to be saved. */
  revision: number | null;
}

/** An act with words that the server refused: kept until the person decides. */
export interface RefusedAct {
  requestId: string;
  operation: NotesOperation;
  sentence: string;
  reason: string;
  /** Both texts, where somebody else wrote there meanwhile. */
  conflict: TextConflict | null;
}

export interface UnsavedActs {
  /** In the order they were done, which is the order they are sent in. */
  acts: UnsavedAct[];
  refused: RefusedAct[];
  /** Acts that were taken back before they were sent, newest last. */
  takenBack: UnsavedAct[];
}

export const NOTHING_UNSAVED: UnsavedActs = { acts: [], refused: [], takenBack: [] };

/** The notes with what is not saved yet; an act that the server will refuse is left out. The same act makes the same object. */
export function showUnsaved(notes: Notes, acts: Pick<UnsavedAct, "operation">[]): Notes {
  return acts.reduce((current, { operation }) => showOperation(current, operation), notes);
}

const shown = new WeakMap<Notes, WeakMap<NotesOperation, Notes>>();

/** An act is shown when it is done, when it is sent and when it is saved: what follows from it is made once. */
function showOperation(notes: Notes, operation: NotesOperation): Notes {
  const after = shown.get(notes) ?? new WeakMap<NotesOperation, Notes>();
  shown.set(notes, after);
  const known = after.get(operation);
  if (known) return known;
  const judged = judgeOperation(notes, operation);
  const made = judged.ok ? judged.notes : notes;
  after.set(operation, made);
  return made;
}

export function addAct(unsaved: UnsavedActs, act: Pick<UnsavedAct, "requestId" | "operation" | "sentence">): UnsavedActs {
  return { ...unsaved, acts: [...unsaved.acts, { ...act, isTried: false, revision: null }], takenBack: [] };
}

/** What is sent next; null when everything is saved. */
export function nextAct({ acts }: UnsavedActs): UnsavedAct | null {
  return acts.find(({ revision }) => revision === null) ?? null;
}

export function markTried(unsaved: UnsavedActs, requestId: string): UnsavedActs {
  return mapAct(unsaved, requestId, (act) => ({ ...act, isTried: true }));
}

export function markSaved(unsaved: UnsavedActs, requestId: string, revision: number): UnsavedActs {
  return mapAct(unsaved, requestId, (act) => ({ ...act, revision }));
}

/** Acts that the draft itself holds by now are no longer shown on top of it. */
export function withoutShown(unsaved: UnsavedActs, revision: number): UnsavedActs {
  const acts = unsaved.acts.filter((act) => act.revision === null || act.revision > revision);
  return acts.length === unsaved.acts.length ? unsaved : { ...unsaved, acts };
}

/** Takes an act out that the server refused. Its words are kept; acts without words are only told. */
export function refuseAct(unsaved: UnsavedActs, requestId: string, reason: string, conflict: TextConflict | null): UnsavedActs {
  const act = unsaved.acts.find((known) => known.requestId === requestId);
  const acts = unsaved.acts.filter((known) => known !== act);
  if (!act || !hasWords(act.operation)) return { ...unsaved, acts };
  return { ...unsaved, acts, refused: keep(unsaved.refused, { ...act, reason, conflict }) };
}

/** Forgets a refused act, because the person has decided. */
export function settleRefused(unsaved: UnsavedActs, requestId: string): UnsavedActs {
  return { ...unsaved, refused: unsaved.refused.filter((act) => act.requestId !== requestId) };
}

/** The newest act, when it was never sent and so can be taken back here. */
export function findTakeable({ acts }: UnsavedActs): UnsavedAct | null {
  const last = acts.at(-1);
  return last && !last.isTried && last.revision === null ? last : null;
}

export function takeBack(unsaved: UnsavedActs): UnsavedActs {
  const last = findTakeable(unsaved);
  if (!last) return unsaved;
  return { ...unsaved, acts: unsaved.acts.slice(0, -1), takenBack: [...unsaved.takenBack, last] };
}

/** Does again what was taken back last. */
export function putBack(unsaved: UnsavedActs): UnsavedActs {
  const last = unsaved.takenBack.at(-1);
  if (!last) return unsaved;
  return { ...unsaved, acts: [...unsaved.acts, last], takenBack: unsaved.takenBack.slice(0, -1) };
}

/** Whether a person typed something that would be gone with the act. */
function hasWords({ type }: NotesOperation): boolean {
  return ["edit-entry", "drop-entry", "create-subsection", "decide-text"].includes(type) || /^(rename|describe)-/.test(type);
}

/** Two refused edits, one written over the other, are one choice. */
function keep(refused: RefusedAct[], { requestId, operation, sentence, reason, conflict }: RefusedAct): RefusedAct[] {
  const earlier = conflict && refused.find((known) => known.conflict?.name === conflict.name && known.conflict.yours === conflict.base);
  const base = earlier?.conflict?.base ?? conflict?.base ?? "";
  const kept = { requestId, operation, sentence, reason, conflict: conflict && { ...conflict, base } };
  return [...refused.filter((known) => known !== earlier), kept];
}

function mapAct(unsaved: UnsavedActs, requestId: string, change: (act: UnsavedAct) => UnsavedAct): UnsavedActs {
  return { ...unsaved, acts: unsaved.acts.map((act) => (act.requestId === requestId ? change(act) : act)) };
}

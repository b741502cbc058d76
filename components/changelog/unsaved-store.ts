import { Refusal } from "@/components/refusal";
import type { TextConflict } from "@/lib/changelog/find-conflict";
import {
  addAct,
  markSaved,
  markTried,
  NOTHING_UNSAVED,
  nextAct,
  refuseAct,
  type UnsavedAct,
  type UnsavedActs,
  withoutShown,
} from "@/lib/changelog/unsaved-acts";
import { createKeeper } from "./kept-acts";

const FIRST_DELAY = 500;
const LAST_DELAY = 30_000;
/** A server that answers so often that it failed will not take this act. */
const MOST_FAILURES = 10;

export interface UnsavedState extends UnsavedActs {
  /** Why nothing is sent at the moment; null while all goes well. */
  obstacle: string | null;
  /** Whether the browser keeps what is not saved, should the tab be closed. */
  isKept: boolean;
}

/** What the server made of an act. */
export interface SavedAs {
  revision: number;
  savedAt: string;
}

/** The answer to one act: saved, or refused with the reason. */
type Answer = { act: UnsavedAct; saved: SavedAs; refusal: null } | { act: UnsavedAct; refusal: Error };

interface Wiring {
  /** Per person, release and branch: what was left there concerns nobody else. */
  scope: string;
  draftId: string;
  /** Throws a `Refusal` for an answer, anything else when there was none. */
  send: (act: UnsavedAct) => Promise<SavedAs>;
}

export interface UnsavedStore {
  subscribe: (listener: () => void) => () => void;
  read: () => UnsavedState;
  add: (act: Pick<UnsavedAct, "requestId" | "operation" | "sentence">) => void;
  update: (change: (unsaved: UnsavedActs) => UnsavedActs) => void;
  /** Tries at once instead of later: the connection may be back. */
  wake: () => void;
  /** Sends nothing more and leaves what it keeps to another. */
  retire: () => void;
  /** Told of every answer. */
  onAnswer: (listener: (answer: Answer) => void) => () => void;
}

export const EMPTY_STATE: UnsavedState = { ...NOTHING_UNSAVED, obstacle: null, isKept: true };

const stores = new Map<string, { scope: string; store: UnsavedStore }>();

/** The unsaved acts of one draft in this tab; they outlive the editor, so that leaving the page in the app loses nothing. */
export function unsavedStoreOf(wiring: Wiring): UnsavedStore {
  const known = stores.get(wiring.draftId);
  if (known) return known.store;
  // The notes were committed and opened again: the new draft takes over what the old one could not save.
  for (const [draftId, { scope, store }] of stores) if (scope === wiring.scope && draftId !== wiring.draftId) store.retire();
  const store = createStore(wiring);
  stores.set(wiring.draftId, { scope: wiring.scope, store });
  return store;
}

function createStore({ scope, draftId, send }: Wiring): UnsavedStore {
  const keeper = createKeeper(scope, draftId);
  const listeners = new Set<() => void>();
  const answered = new Set<(answer: Answer) => void>();
  let state: UnsavedState = EMPTY_STATE;
  let isPumping = false;
  let isRetired = false;
  let stopWaiting = () => {};

  const set = (next: UnsavedState) => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const update = (change: (unsaved: UnsavedActs) => UnsavedActs) => {
    const changed = change(state);
    if (changed === state) return;
    const next = { ...state, ...changed };
    set({ ...next, isKept: isRetired ? state.isKept : keeper.write(next) });
    void pump();
  };
  const later = (delay: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, delay);
      stopWaiting = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /** Sends one act after the other, for ever: only an answer takes an act out of the queue. */
  const pump = async () => {
    if (isPumping) return;
    isPumping = true;
    let delay = FIRST_DELAY;
    let failures = 0;
    for (let act = nextAct(state); act && !isRetired; act = nextAct(state)) {
      const { requestId } = act;
      update((unsaved) => markTried(unsaved, requestId));
      try {
        const saved = await send(act);
        set({ ...state, obstacle: null });
        update((unsaved) => markSaved(unsaved, requestId, saved.revision));
        for (const listener of answered) listener({ act, saved, refusal: null });
      } catch (error) {
        failures = error instanceof ServerFailure ? failures + 1 : 0;
        const obstacle = explainWaiting(error);
        if (obstacle && failures < MOST_FAILURES) {
          set({ ...state, obstacle });
          await later(delay);
          delay = Math.min(delay * 2, LAST_DELAY);
          continue;
        }
        const refusal = error instanceof Refusal ? error : new Error("Slipway cannot save this change. Tell whoever runs it.");
        set({ ...state, obstacle: null });
        update((unsaved) => refuseAct(unsaved, requestId, refusal.message, conflictOf(refusal)));
        for (const listener of answered) listener({ act, refusal });
      }
      delay = FIRST_DELAY;
      failures = 0;
    }
    isPumping = false;
  };

  const adopt = () =>
    keeper.watch(({ acts, refused }) =>
      update((own) => {
        const known = new Set([...own.acts, ...own.refused].map(({ requestId }) => requestId));
        const isNew = ({ requestId }: { requestId: string }) => !known.has(requestId);
        return { ...own, acts: [...own.acts, ...acts.filter(isNew)], refused: [...own.refused, ...refused.filter(isNew)] };
      }),
    );
  const wake = () => stopWaiting();
  void keeper.hold().then(adopt);
  window.addEventListener("online", wake);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && wake());

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read: () => state,
    add: (act) => update((unsaved) => addAct(unsaved, act)),
    update,
    wake,
    retire: () => {
      isRetired = true;
      stopWaiting();
      keeper.letGo();
    },
    onAnswer: (listener) => {
      answered.add(listener);
      return () => answered.delete(listener);
    },
  };
}

/** Answered, but not by a rule: the server failed. */
export class ServerFailure extends Error {}

/** Why an act waits instead of being refused; null when the answer is final. */
function explainWaiting(error: unknown): string | null {
  if (!(error instanceof Refusal)) return "wait for the connection";
  if (error.code === "unauthenticated") return "wait until you sign in again";
  return error.code === "upstream" ? "wait for GitHub, which says what you may do" : null;
}

/** The detail of a refusal that names both texts, as change-draft.ts writes it. */
function conflictOf(refusal: Error): TextConflict | null {
  const conflict = refusal instanceof Refusal ? refusal.detail.conflict : null;
  return (conflict as TextConflict | undefined) ?? null;
}

/** Lets go of acts that the draft itself shows by now. */
export function forgetShown(store: UnsavedStore, revision: number): void {
  store.update((unsaved) => withoutShown(unsaved, revision));
}

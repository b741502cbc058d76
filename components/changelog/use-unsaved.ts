"use client";

import { useMemo, useSyncExternalStore } from "react";
import type { DraftView } from "@/lib/changelog/draft-view";
import { sendAct } from "./send-act";
import { EMPTY_STATE, type UnsavedState, type UnsavedStore, unsavedStoreOf } from "./unsaved-store";

const nothing = () => () => {};
const empty = () => EMPTY_STATE;

/** What this tab has not saved yet of a draft; there is nothing on the server, and before the draft is read. */
export function useUnsaved(draft: DraftView | undefined): { store: UnsavedStore | null; unsaved: UnsavedState } {
  const { id, viewerId, releaseId, branch } = draft ?? {};
  const store = useMemo(() => {
    if (typeof window === "undefined" || !id || !viewerId) return null;
    return unsavedStoreOf({ scope: `${viewerId}:${releaseId}:${branch}`, draftId: id, send: (act) => sendAct(id, viewerId, act) });
  }, [id, viewerId, releaseId, branch]);
  const unsaved = useSyncExternalStore(store?.subscribe ?? nothing, store?.read ?? empty, empty);
  return { store, unsaved };
}

"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { toast } from "sonner";
import { useLiveState } from "@/components/live/live-provider";
import { draftQuery } from "@/components/queries";
import { useAnnounce } from "@/components/ui/live-region";
import { applyOperation } from "@/lib/changelog/apply-operation";
import { describeOperation } from "@/lib/changelog/describe-operation";
import type { DraftView } from "@/lib/changelog/draft-view";
import type { NotesOperation } from "@/lib/changelog/notes-operation";
import { showUnsaved, type UnsavedAct } from "@/lib/changelog/unsaved-acts";
import type { ChangelogActions } from "./actions";
import { forgetShown, type SavedAs } from "./unsaved-store";
import { useUndo } from "./use-undo";
import { useUnsaved } from "./use-unsaved";

/** Whether everything the person did is kept, and where. */
export type SaveState =
  | { state: "saved" }
  | { state: "saving" }
  /** `obstacle` goes on after "3 changes". */
  | { state: "waiting"; count: number; obstacle: string; isKept: boolean };

/**
 * A draft with the person's own acts applied at once: what is shown is what the server holds plus what is still on its
 * way, by the same function that runs on the server. Acts are saved one after the other, in order, for as long as it takes.
 */
export function useDraft(draftId: string, actions: ChangelogActions) {
  const queryClient = useQueryClient();
  const { polite } = useAnnounce();
  const { state: live } = useLiveState();
  const { data: draft, error } = useQuery(draftQuery(draftId));
  const renew = useCallback(() => queryClient.invalidateQueries({ queryKey: draftQuery(draftId).queryKey }), [queryClient, draftId]);
  const { store, unsaved } = useUnsaved(draft);

  useEffect(() => {
    if (live === "live") store?.wake();
  }, [store, live]);
  useEffect(
    () =>
      store?.onAnswer((answer) => {
        if (answer.refusal) toast.error(answer.refusal.message);
        const known = queryClient.getQueryData<DraftView>(draftQuery(draftId).queryKey);
        const renewed = known && !answer.refusal && withSaved(known, answer);
        if (renewed) queryClient.setQueryData(draftQuery(draftId).queryKey, renewed);
        else void renew();
      }),
    [store, queryClient, draftId, renew],
  );
  useEffect(() => {
    if (store && draft) forgetShown(store, draft.revision);
  }, [store, draft]);

  const ahead = useMemo(
    () => unsaved.acts.filter(({ revision }) => revision === null || revision > (draft?.revision ?? 0)),
    [draft, unsaved.acts],
  );
  const notes = useMemo(() => (draft ? showUnsaved(draft.notes, ahead) : null), [draft, ahead]);
  const change = useCallback(
    (operation: NotesOperation): boolean => {
      if (!notes || !store) return false;
      const applied = applyOperation(notes, operation);
      if (!applied.ok) {
        toast.error(applied.reason);
        return false;
      }
      const sentence = describeOperation(operation.type === "delete-subsection" ? notes : applied.notes, operation);
      store.add({ requestId: crypto.randomUUID(), operation, sentence });
      polite(`${sentence}.`);
      return true;
    },
    [notes, store, polite],
  );

  const unsent = unsaved.acts.filter(({ revision }) => revision === null);
  const { undo, redo, isOnItsWay } = useUndo({ draft, store, unsaved, actions, renew });
  useWarningBeforeLeaving(unsent.length > 0 || isOnItsWay);
  const saveState: SaveState =
    unsent.length === 0
      ? { state: isOnItsWay ? "saving" : "saved" }
      : unsaved.obstacle
        ? { state: "waiting", count: unsent.length, obstacle: unsaved.obstacle, isKept: unsaved.isKept }
        : { state: "saving" };
  useAnnouncedWaiting(saveState.state);
  // What is shown has the revision of the draft only when nothing of it is ahead of what the server has told.
  const isAhead = ahead.length > 0;
  return { draft, notes, error, change, undo, redo, saveState, isAhead, renew, store, refused: unsaved.refused };
}

export type Draft = DraftView;

/** The draft with an act that the server has saved on top of it; null when others came in between. */
function withSaved(draft: DraftView, { act, saved }: { act: UnsavedAct; saved: SavedAs }): DraftView | null {
  if (saved.revision !== draft.revision + 1) return null;
  return { ...draft, ...saved, notes: showUnsaved(draft.notes, [act]), undo: act.sentence, redo: null };
}

/** Says once that saving waits, and once that it no longer does. */
function useAnnouncedWaiting(state: SaveState["state"]): void {
  const { polite } = useAnnounce();
  const wasWaiting = useRef(false);
  useEffect(() => {
    if (state === "waiting" && !wasWaiting.current) polite("Changes wait for the connection. They are kept on this device.");
    if (state === "saved" && wasWaiting.current) polite("Everything is saved.");
    if (state !== "saving") wasWaiting.current = state === "waiting";
  }, [state, polite]);
}

/** The browser asks before it closes a page with something that colleagues do not see yet. */
function useWarningBeforeLeaving(isOnItsWay: boolean): void {
  useEffect(() => {
    if (!isOnItsWay) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isOnItsWay]);
}

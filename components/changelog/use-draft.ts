"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { toast } from "sonner";
import { draftQuery } from "@/components/queries";
import { Refusal, unwrap } from "@/components/refusal";
import { useAnnounce } from "@/components/ui/live-region";
import { applyOperation } from "@/lib/changelog/apply-operation";
import { describeOperation } from "@/lib/changelog/describe-operation";
import type { DraftView } from "@/lib/changelog/draft-view";
import type { Notes } from "@/lib/changelog/notes";
import type { NotesOperation } from "@/lib/changelog/notes-operation";
import type { ChangelogActions } from "./actions";

interface Pending {
  requestId: string;
  operation: NotesOperation;
  /** The revision it was saved as; null while it is on its way. */
  revision: number | null;
}

export type SaveState = "saved" | "saving" | "waiting";

/**
 * A draft with the person's own acts applied at once: what is shown is what the server holds plus what is still on its
 * way, by the same function that runs on the server. Acts are saved one after the other, in order.
 */
export function useDraft(draftId: string, actions: ChangelogActions) {
  const queryClient = useQueryClient();
  const { polite } = useAnnounce();
  const { data: draft, error } = useQuery(draftQuery(draftId));
  const [pending, setPending] = useState<Pending[]>([]);
  const renew = useCallback(() => queryClient.invalidateQueries({ queryKey: draftQuery(draftId).queryKey }), [queryClient, draftId]);

  const scope = { id: `draft-${draftId}` };
  // Only a lost connection is tried again; a refusal is an answer.
  const retry = (count: number, cause: Error) => !(cause instanceof Refusal) && count < 20;
  const refuse = (cause: Error) => {
    toast.error(cause instanceof Refusal ? cause.message : "This change could not be saved. It was taken back; try it again.");
    void renew();
  };
  const save = useMutation({
    scope,
    retry,
    mutationFn: async ({ operation, requestId }: Pick<Pending, "operation" | "requestId">) =>
      unwrap(await actions.change({ draftId, operation, requestId })),
    onSuccess: async ({ revision }, { requestId }) => {
      setPending((list) => list.map((item) => (item.requestId === requestId ? { ...item, revision } : item)));
      await renew();
    },
    onError: (cause, { requestId }) => {
      setPending((list) => list.filter((item) => item.requestId !== requestId));
      refuse(cause);
    },
  });
  const step = useMutation({
    scope,
    // A repeated undo would take back one act more: when the answer is lost, the person looks and presses again.
    retry: false,
    mutationFn: async (which: "undo" | "redo") => unwrap(await actions[which]({ draftId })),
    onSuccess: async ({ sentence }) => {
      polite(`${sentence}.`);
      await renew();
    },
    onError: refuse,
  });

  const unsaved = pending.filter(({ revision }) => revision === null || revision > (draft?.revision ?? 0));
  const notes = useMemo(
    () => (draft ? unsaved.reduce<Notes>((current, { operation }) => applyOrKeep(current, operation), draft.notes) : null),
    [draft, unsaved],
  );

  const change = useCallback(
    (operation: NotesOperation): boolean => {
      if (!notes) return false;
      const applied = applyOperation(notes, operation);
      if (!applied.ok) {
        toast.error(applied.reason);
        return false;
      }
      const requestId = crypto.randomUUID();
      setPending((list) => [
        ...list.filter((item) => item.revision === null || item.revision > (draft?.revision ?? 0)),
        { requestId, operation, revision: null },
      ]);
      polite(`${describeOperation(operation.type === "delete-subsection" ? notes : applied.notes, operation)}.`);
      save.mutate({ operation, requestId });
      return true;
    },
    [notes, draft, polite, save],
  );

  const isOnItsWay = save.isPending || step.isPending || pending.some(({ revision }) => revision === null);
  useWarningBeforeLeaving(isOnItsWay);
  const saveState: SaveState = !isOnItsWay ? "saved" : !navigator.onLine || save.failureCount > 0 ? "waiting" : "saving";
  return { draft, notes, error, change, undo: () => step.mutate("undo"), redo: () => step.mutate("redo"), saveState, renew };
}

export type Draft = DraftView;

function applyOrKeep(notes: Notes, operation: NotesOperation): Notes {
  const applied = applyOperation(notes, operation);
  return applied.ok ? applied.notes : notes;
}

/** The browser asks before it throws away what is not saved yet. */
function useWarningBeforeLeaving(isOnItsWay: boolean): void {
  useEffect(() => {
    if (!isOnItsWay) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isOnItsWay]);
}

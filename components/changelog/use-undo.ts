"use client";

import { useMutation } from "@tanstack/react-query";
import { toast } from "sonner";
import { unwrap } from "@/components/refusal";
import { useAnnounce } from "@/components/ui/live-region";
import type { DraftView } from "@/lib/changelog/draft-view";
import { findTakeable, nextAct, putBack, takeBack } from "@/lib/changelog/unsaved-acts";
import type { ChangelogActions } from "./actions";
import type { UnsavedState, UnsavedStore } from "./unsaved-store";

interface Undo {
  draft: DraftView | undefined;
  store: UnsavedStore | null;
  unsaved: UnsavedState;
  actions: ChangelogActions;
  renew: () => Promise<void>;
}

/** A step back or forth: what it does, or why it does nothing now. */
export interface Step {
  label: string | null;
  obstacle: string | null;
  take: () => void;
}

/**
 * Undo and redo. What was never sent is taken back here, without a connection; everything else is undone by the server,
 * once all that waits has been saved.
 */
export function useUndo({ draft, store, unsaved, actions, renew }: Undo): { undo: Step; redo: Step; isOnItsWay: boolean } {
  const { polite } = useAnnounce();
  const step = useMutation({
    networkMode: "always",
    // A repeated undo would take back one act more: when the answer is lost, the person looks and presses again.
    retry: false,
    scope: { id: `undo-${draft?.id}` },
    mutationFn: async (which: "undo" | "redo") => {
      if (store) await whenSent(store);
      return unwrap(await actions[which]({ draftId: draft?.id ?? "" }));
    },
    onSuccess: async ({ sentence }, which) => {
      // What was taken back here came after what the server undid now; it is not done again before that.
      if (which === "undo") store?.update((unsaved) => ({ ...unsaved, takenBack: [] }));
      polite(`${sentence}.`);
      await renew();
    },
    onError: (cause) => {
      toast.error(cause instanceof TypeError ? "There is no connection, so nothing was undone. Try again when it is back." : cause.message);
      void renew();
    },
  });
  const takeable = findTakeable(unsaved);
  const returnable = unsaved.takenBack.at(-1);
  const isWaiting = unsaved.obstacle !== null && nextAct(unsaved) !== null;
  const waiting = isWaiting ? "Your last change may be saved already. Undo goes on when the connection is back." : null;
  const unsent = unsaved.acts.findLast(({ revision }) => revision === null);
  return {
    isOnItsWay: step.isPending,
    undo: {
      label: takeable?.sentence ?? unsent?.sentence ?? draft?.undo ?? null,
      obstacle: takeable ? null : (waiting ?? (draft?.undo || unsent ? null : "There is nothing of yours to undo.")),
      take: () => {
        if (!store) return;
        const last = findTakeable(store.read());
        if (!last) return waiting ? void toast.error(waiting) : step.mutate("undo");
        store.update(takeBack);
        polite(`Undid: ${last.sentence}.`);
      },
    },
    redo: {
      label: returnable?.sentence ?? draft?.redo ?? null,
      obstacle: returnable ? null : (waiting ?? (draft?.redo ? null : "There is nothing of yours to do again.")),
      take: () => {
        if (!store) return;
        const last = store.read().takenBack.at(-1);
        if (!last) return waiting ? void toast.error(waiting) : step.mutate("redo");
        store.update(putBack);
        polite(`${last.sentence}.`);
      },
    },
  };
}

/** Resolves when nothing is on its way any more. */
function whenSent(store: UnsavedStore): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (nextAct(store.read())) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = store.subscribe(look);
    look();
  });
}

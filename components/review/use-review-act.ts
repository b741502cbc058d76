"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { toast } from "sonner";
import { reviewQuery } from "@/components/queries";
import { Refusal, unwrap } from "@/components/refusal";
import { useAnnounce } from "@/components/ui/live-region";
import type { Result } from "@/lib/transport/result";

/** Does something in a review: true when it is done and said, false when it was refused and the reason is shown. */
export type ReviewAct = (work: () => Promise<Result<unknown>>, sentence: string) => Promise<boolean>;

export function useReviewAct(draftId: string): ReviewAct {
  const queryClient = useQueryClient();
  const { polite } = useAnnounce();
  return useCallback(
    async (work, sentence) => {
      try {
        unwrap(await work());
      } catch (cause) {
        toast.error(cause instanceof Refusal ? cause.message : "Slipway could not be reached. Your words are kept here; send them again.");
        void queryClient.invalidateQueries({ queryKey: reviewQuery(draftId).queryKey });
        return false;
      }
      polite(sentence);
      await queryClient.invalidateQueries({ queryKey: reviewQuery(draftId).queryKey });
      return true;
    },
    [queryClient, draftId, polite],
  );
}

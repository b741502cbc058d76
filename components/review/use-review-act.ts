"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { toast } from "sonner";
import { reviewQuery } from "@/components/queries";
import { Refusal, unwrap } from "@/components/refusal";
import { useAnnounce } from "@/components/ui/live-region";
import type { Result } from "@/lib/transport/result";

/** Refused: the reason is shown. Lost: nobody knows whether it arrived; doing it again with the same number is safe. */
export type Answer = "done" | "refused" | "lost";

/** Does something in a review, and says the sentence when it is done. */
export type ReviewAct = (work: () => Promise<Result<unknown>>, sentence: string) => Promise<Answer>;

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
        return cause instanceof Refusal ? "refused" : "lost";
      }
      polite(sentence);
      await queryClient.invalidateQueries({ queryKey: reviewQuery(draftId).queryKey });
      return "done";
    },
    [queryClient, draftId, polite],
  );
}

"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { toast } from "sonner";
import { Refusal, unwrap } from "@/components/refusal";
import type { Result } from "@/lib/transport/result";

/** Refused: the reason is shown. Lost: nobody knows whether it arrived; doing it again with the same number is safe. */
export type Answer = "done" | "refused" | "lost";

export interface RoomAct {
  /** Does something with a decision, and says the sentence when it is done. */
  act: (work: () => Promise<Result<unknown>>, sentence: string) => Promise<Answer>;
  isBusy: boolean;
  /** Why the last try came to nothing, for dialogs that stay open. */
  problem: string | null;
}

/** What everybody who looks at decisions has to read anew after an act. */
const SHOWN_IN = ["decision", "inbox", "release", "policy"];

export function useRoomAct(): RoomAct {
  const queryClient = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const act = useCallback<RoomAct["act"]>(
    async (work, sentence) => {
      const renew = () => Promise.all(SHOWN_IN.map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
      setBusy(true);
      setProblem(null);
      try {
        unwrap(await work());
      } catch (cause) {
        const reason = cause instanceof Refusal ? cause.message : "Slipway could not be reached. Nothing is lost: send it again.";
        setProblem(reason);
        toast.error(reason);
        void renew();
        setBusy(false);
        return cause instanceof Refusal ? "refused" : "lost";
      }
      toast(sentence);
      await renew();
      setBusy(false);
      return "done";
    },
    [queryClient],
  );
  return { act, isBusy, problem };
}

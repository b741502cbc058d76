"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { draftPullsQuery } from "@/components/queries";
import { type DraftPulls, listReferencedNumbers } from "@/lib/changelog/referenced-pull";
import type { Draft } from "./use-draft";

const READING_MILLISECONDS = 2_000;

/** What is known of the pull requests behind a draft; null until the first answer. Asked again when an edit names another one. */
export function useDraftPulls(draft: Draft | undefined): DraftPulls | null {
  const saved = draft?.notes;
  const numbers = useMemo(() => (saved ? listReferencedNumbers(saved) : []), [saved]);
  const { data } = useQuery({
    ...draftPullsQuery(draft?.id ?? "", numbers),
    enabled: draft !== undefined,
    placeholderData: keepPreviousData,
    // The word that all is read may come before the answer that it is being read, and would then be missed.
    refetchInterval: ({ state }) => (state.data && state.data.unread > 0 && state.data.problem === null ? READING_MILLISECONDS : false),
  });
  return data ?? null;
}

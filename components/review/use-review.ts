"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { reviewQuery } from "@/components/queries";
import type { Notes } from "@/lib/changelog/notes";
import { placeThreads, type ThreadPlace } from "@/lib/review/place-threads";
import type { ReviewView, ThreadView } from "@/lib/review/review-view";
import type { ReviewActions } from "./actions";
import { type ReviewAct, useReviewAct } from "./use-review-act";
import { useReviewNews } from "./use-review-news";

/** A conversation with what it is about now. */
export interface PlacedThread {
  thread: ThreadView;
  place: ThreadPlace;
}

/** What people said about the notes, and the ways to say something. */
export interface Review {
  draftId: string;
  view: ReviewView;
  threads: PlacedThread[];
  actions: ReviewActions;
  act: ReviewAct;
}

/** What was said about the notes, as they are shown now; null until it is read. */
export function useReview(draftId: string, notes: Notes | null, actions: ReviewActions): { review: Review | null; error: Error | null } {
  const { data: view, error } = useQuery(reviewQuery(draftId));
  const act = useReviewAct(draftId);
  const threads = useMemo(() => {
    if (!view || !notes) return null;
    const places = placeThreads(notes, view.threads);
    return view.threads.map((thread): PlacedThread => ({ thread, place: places.get(thread.id) ?? { on: "gone" } }));
  }, [view, notes]);
  useReviewNews(view);
  const review = useMemo(() => (view && threads ? { draftId, view, threads, actions, act } : null), [draftId, view, threads, actions, act]);
  return { review, error };
}

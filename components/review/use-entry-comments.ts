"use client";

import { useMemo } from "react";
import type { Review } from "./use-review";

/** What rows know of the conversations about their entry. */
export interface EntryComments {
  /** Open conversations by entry id; 0 where all are resolved, nothing where nobody said anything. */
  discussed: ReadonlyMap<string, number>;
  mayComment: boolean;
  /** Opens the conversations about an entry; false when there is nothing to read and nothing may be said. */
  comment: (entryId: string) => boolean;
}

export const NO_COMMENTS: EntryComments = { discussed: new Map(), mayComment: false, comment: () => false };

/** The conversations of a review by entry, and the way into them. */
export function useEntryComments(review: Review | null, open: (entryId: string) => void): EntryComments {
  const threads = review?.threads;
  const mayComment = review !== null && review.view.refusal === null;
  return useMemo(() => {
    const discussed = new Map<string, number>();
    for (const { thread, place } of threads ?? [])
      if (place.on === "entry") discussed.set(place.entryId, (discussed.get(place.entryId) ?? 0) + (thread.resolved ? 0 : 1));
    return {
      discussed,
      mayComment,
      comment: (entryId) => {
        // Before the review is read nobody knows; then the dialog comes with it.
        if (threads && !mayComment && !discussed.has(entryId)) return false;
        open(entryId);
        return true;
      },
    };
  }, [threads, mayComment, open]);
}

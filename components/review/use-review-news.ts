"use client";

import { useEffect, useRef } from "react";
import { useAnnounce } from "@/components/ui/live-region";
import type { ReviewView, StepView } from "@/lib/review/review-view";

const STEPS: Record<StepView["kind"], string> = {
  ask: "asked for a review",
  "request-changes": "requested changes",
  approve: "approved the text",
};

/** Says what colleagues said while the page is open. */
export function useReviewNews(view: ReviewView | undefined): void {
  const { polite } = useAnnounce();
  const known = useRef<Set<string> | null>(null);
  useEffect(() => {
    if (!view) return;
    const said = [
      ...view.threads.flatMap(({ comments }) => comments.map(({ id, by }) => ({ id, by, what: "commented" }))),
      ...view.steps.map(({ id, by, kind }) => ({ id, by, what: STEPS[kind] })),
    ];
    const { current } = known;
    known.current = new Set(said.map(({ id }) => id));
    const news = current ? said.filter(({ id, by }) => !current.has(id) && by.id !== view.me) : [];
    const [first] = news;
    if (first) polite(news.length === 1 ? `${first.by.name} ${first.what}.` : `${news.length} things were said in the review.`);
  }, [view, polite]);
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { reviewQuery } from "@/components/queries";
import { readStanding } from "@/lib/review/read-standing";
import { StandingMark } from "./standing-mark";

/** Where the review of the text stands, in a line: for whoever is about to write it somewhere. */
export function ReviewLine({ draftId }: { draftId: string }) {
  const { data: view } = useQuery(reviewQuery(draftId));
  if (!view) return null;
  const standing = readStanding(view.steps);
  return (
    <p data-review={standing.state} className="mt-2.5 flex items-start gap-2">
      <StandingMark state={standing.state} />
      <span>{[standing.sentence, ...standing.also].join(" ")}</span>
    </p>
  );
}

"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { readStanding } from "@/lib/review/read-standing";
import type { StepView } from "@/lib/review/review-view";
import { StandingMark } from "./standing-mark";
import { StepDialog } from "./step-dialog";
import { TextChange } from "./text-change";
import type { Review } from "./use-review";

interface ReviewStandingProps {
  review: Review;
  revision: number;
  /** Why the text in sight is not what the server holds yet; null when it is. */
  unsaved: string | null;
}

/** Where the review stands, in sentences, and what can be answered. */
export function ReviewStanding({ review, revision, unsaved }: ReviewStandingProps) {
  const [asking, setAsking] = useState<{ kind: StepView["kind"]; revision: number } | null>(null);
  const [isCompared, setCompared] = useState(false);
  const { view, draftId } = review;
  const standing = readStanding(view.steps);
  const stale = view.steps.findLast(({ difference, isOwnText, kind }) => difference !== null && !(isOwnText && kind === "approve"));
  const obstacle = view.refusal ?? unsaved;
  const open = (kind: StepView["kind"]) => setAsking({ kind, revision });
  const hasNobody = standing.state === "nobody";
  return (
    <section aria-label="Where the review stands" data-review={standing.state} className="grid gap-2.5 border-b border-line px-4 py-3">
      <div className="flex items-start gap-2">
        <StandingMark state={standing.state} />
        <div className="min-w-0">
          <p className="font-semibold">{standing.sentence}</p>
          {standing.also.map((sentence) => (
            <p key={sentence} className="text-ink-2">
              {sentence}
            </p>
          ))}
        </div>
      </div>
      {stale && (
        <div className="grid gap-2">
          <Button size="small" className="justify-self-start" aria-expanded={isCompared} onClick={() => setCompared(!isCompared)}>
            {isCompared ? "Hide what changed" : `Show what changed since ${stale.by.name} answered`}
          </Button>
          {isCompared && <TextChange draftId={draftId} stepId={stale.id} />}
        </div>
      )}
      <div className="flex flex-wrap gap-1.5">
        <Button size="small" look={hasNobody ? "primary" : "plain"} blockedBy={obstacle} onClick={() => open("ask")}>
          Ask for a review…
        </Button>
        <Button size="small" blockedBy={obstacle} onClick={() => open("request-changes")}>
          Request changes…
        </Button>
        <Button size="small" blockedBy={obstacle} onClick={() => open("approve")}>
          Approve the text…
        </Button>
      </div>
      {view.refusal && <p className="text-ink-2">{view.refusal}</p>}
      {asking && <StepDialog {...asking} review={review} onClose={() => setAsking(null)} />}
    </section>
  );
}

"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { PendingEnvironment } from "@/lib/runs/run-remains";
import type { RunSummary } from "@/lib/runs/run-views";
import type { RunActions } from "./run-actions";
import { useRunAct } from "./use-run-act";

/** Environments that hold the run until one of their reviewers decides. */
export function PendingEnvironments({
  run,
  pending,
  review: act,
}: {
  run: RunSummary;
  pending: PendingEnvironment[];
  review: RunActions["review"];
}) {
  const [comment, setComment] = useState("");
  const review = useRunAct(act, ({ names }, { isApproved }) => `${isApproved ? "Approved" : "Rejected"} ${names.join(", ")}.`);
  return pending.map((environment) => {
    const { id, name, reviewers, canReview } = environment;
    const who = reviewers.join(", ") || "its reviewers";
    const refusal = canReview ? (review.isPending ? "GitHub is being asked." : null) : `Only ${who} may decide here.`;
    const decide = (isApproved: boolean) =>
      review.mutate({ runId: run.id, attempt: run.attempt, environmentIds: [id], isApproved, comment });
    return (
      <Notice
        key={id}
        look="needs-person"
        title={`${run.workflowName} waits for a review of ${name}.`}
        acts={
          <>
            <Button look="danger" blockedBy={refusal} onClick={() => decide(false)}>
              Reject {name}
            </Button>
            <Button look="primary" blockedBy={refusal} onClick={() => decide(true)}>
              Approve {name}
            </Button>
          </>
        }
      >
        {canReview ? (
          <TextField
            label="Comment for the record"
            value={comment}
            maxLength={1000}
            className="mt-1 max-w-96"
            onChange={(event) => setComment(event.target.value)}
          />
        ) : (
          <p>{who} can let it go on. GitHub has asked them.</p>
        )}
      </Notice>
    );
  });
}

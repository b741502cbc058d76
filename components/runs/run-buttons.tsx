"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { describeDuration } from "@/components/ui/relative-time";
import type { RunPageView } from "@/lib/runs/run-views";
import type { RunActions } from "./run-actions";
import { useRunAct } from "./use-run-act";

/** What can be done with a run as it stands: run it again when it has ended, cancel it while it lives. */
export function RunButtons({ page, actions }: { page: RunPageView; actions: RunActions }) {
  const { run, refusal } = page;
  const [isCancelling, setIsCancelling] = useState(false);
  const long = run.usual === null ? "" : `, ${describeDuration(run.usual)} or so`;
  const rerun = useRunAct(actions.rerun, ({ attempt }) => `Running ${run.workflowName} again as attempt ${attempt}${long}.`);
  const cancel = useRunAct(actions.cancel, () => `Cancelling ${run.workflowName} ${run.number}.`);
  const where = { runId: run.id, attempt: run.attempt };
  const busy = rerun.isPending || cancel.isPending ? "GitHub is being asked." : null;
  const failed = page.jobs.filter(({ state }) => state === "failed" || state === "crashed").length;
  if (run.endedAt === null)
    return (
      <>
        <Button look="danger" blockedBy={refusal ?? busy} onClick={() => setIsCancelling(true)}>
          Cancel the run…
        </Button>
        {isCancelling && (
          <Dialog
            isOpen
            onClose={() => setIsCancelling(false)}
            title={`Cancel ${run.workflowName} ${run.number}?`}
            description="Jobs that run now end where they are, and what they began may be left half done. It can be run again afterwards."
            acts={
              <>
                <Button onClick={() => setIsCancelling(false)}>Keep it running</Button>
                <Button
                  look="danger"
                  onClick={() => {
                    setIsCancelling(false);
                    cancel.mutate(where);
                  }}
                >
                  Cancel the run
                </Button>
              </>
            }
          >
            <p className="pb-2 text-ink-2">
              It runs on <code>{run.headSha.slice(0, 7)}</code>, attempt {run.attempt}. A later attempt is not touched.
            </p>
          </Dialog>
        )}
      </>
    );
  return (
    <>
      {run.state !== "passed" && failed > 0 && (
        <Button look="primary" blockedBy={refusal ?? busy} onClick={() => rerun.mutate({ ...where, what: "failed" })}>
          {failed === 1 ? "Rerun the failed job" : `Rerun ${failed} failed jobs`}
        </Button>
      )}
      <Button blockedBy={refusal ?? busy} onClick={() => rerun.mutate({ ...where, what: "all" })}>
        Rerun all jobs
      </Button>
    </>
  );
}

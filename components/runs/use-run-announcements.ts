import { useEffect, useRef, useState } from "react";
import { useAnnounce } from "@/components/ui/live-region";
import type { CheckState } from "@/lib/runs/run-state";
import type { RunSummary } from "@/lib/runs/run-views";
import { paceNews } from "./pace-news";

const CLAUSES: Record<CheckState, string> = {
  passed: "passed",
  failed: "failed",
  crashed: "crashed",
  skipped: "was skipped",
  running: "is running",
  waiting: "waits",
  "needs-person": "needs a person",
  unknown: "is in a state that Slipway does not know",
};

/** Says which runs changed their state, or appeared, while they were looked at; `subject` names what they belong to. Once a page. */
export function useRunAnnouncements(runs: RunSummary[] | undefined, subject = "") {
  const { polite } = useAnnounce();
  const [news] = useState(() => paceNews(polite));
  const known = useRef<{ subject: string; states: Map<string, string> } | null>(null);
  useEffect(() => {
    if (!runs) return;
    const before = known.current;
    known.current = { subject, states: new Map(runs.map(({ id, state, attempt }) => [id, `${attempt} ${state}`])) };
    if (before?.subject !== subject) return;
    for (const { id, state, attempt, workflowName, number } of runs)
      if (before.states.get(id) !== `${attempt} ${state}`) news(id, `${workflowName} ${number} ${CLAUSES[state]}`);
  }, [runs, subject, news]);
}

"use client";

import { useNow } from "@/components/ui/now";
import { describeDuration } from "@/components/ui/relative-time";
import type { RunSummary } from "@/lib/runs/run-views";
import { paceOf } from "@/lib/runs/usual-duration";

type Timed = Pick<RunSummary, "startedAt" | "endedAt" | "usual">;

/** How long a run took, or how it stands against what is usual: "6 min 00 s left", "2 min 10 s longer than usual". */
export function RunPace({ run }: { run: Timed }) {
  const now = useNow();
  const elapsed = (run.endedAt ? Date.parse(run.endedAt) : now.getTime()) - Date.parse(run.startedAt);
  const pace = run.endedAt ? null : paceOf(elapsed, run.usual);
  const usual = run.usual === null ? undefined : `usually ${describeDuration(run.usual)}`;
  return (
    <span className="tabular text-xs whitespace-nowrap text-ink-3" title={usual}>
      {pace === null
        ? describeDuration(elapsed)
        : "left" in pace
          ? `about ${describeDuration(pace.left)} left`
          : `${describeDuration(pace.over)} longer than usual`}
    </span>
  );
}

/** A bar as long as the part of the usual time that has passed; nothing where nothing is known of it. */
export function RunProgress({ run, label }: { run: Timed; label: string }) {
  const now = useNow();
  if (run.endedAt || !run.usual) return null;
  // It never says "done" before GitHub does.
  const part = Math.min(0.97, (now.getTime() - Date.parse(run.startedAt)) / run.usual);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(part * 100)}
      className="h-[3px] overflow-hidden rounded-full bg-press"
    >
      <div className="h-full origin-left rounded-full bg-running" style={{ transform: `scaleX(${part})` }} />
    </div>
  );
}

"use client";

import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { useNow } from "@/components/ui/now";
import { describeDuration } from "@/components/ui/relative-time";
import { STATES } from "@/components/ui/state";
import type { JobView } from "@/lib/runs/run-views";

/** The steps of a job in their order, each with how long it took. */
export function Steps({ job }: { job: JobView }) {
  return (
    <ol className="pb-1.5" aria-label={`Steps of ${job.name}`}>
      {job.steps.map((step) => (
        <li
          key={step.number}
          className={classNames(
            "flex items-center gap-2 py-px ps-9 pe-3.5 text-xs",
            step.state === "waiting" ? "text-ink-3" : "text-ink-2",
          )}
        >
          <Icon name={step.state} label={STATES[step.state].word} size={14} className={STATES[step.state].ink} />
          <span className="min-w-0 flex-1 truncate">{step.name}</span>
          <Elapsed from={step.startedAt} to={step.completedAt} />
        </li>
      ))}
    </ol>
  );
}

/** How long something took, or has taken so far; `usual` in milliseconds stands beside it while it goes on. */
export function Elapsed({ from, to, usual = null }: { from: string | null; to: string | null; usual?: number | null }) {
  const now = useNow();
  if (!from) return null;
  const usually = usual === null ? null : `usually ${describeDuration(usual)}`;
  return (
    <span className="tabular text-xs text-ink-3" title={usually ?? undefined}>
      {describeDuration((to ? Date.parse(to) : now.getTime()) - Date.parse(from))}
      {!to && usually && ` · ${usually}`}
    </span>
  );
}

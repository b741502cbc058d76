"use client";

import { Icon } from "@/components/ui/icon";
import { useNow } from "@/components/ui/now";
import { describeAge, exactUtc } from "@/components/ui/relative-time";
import type { DueView } from "@/lib/approvals/room-view";

/** When a decision is due; while work is asked for the clock stands still. */
export function DeadlineClock({ due }: { due: DueView | null }) {
  const now = useNow();
  if (!due) return null;
  const at = new Date(due.at);
  if (due.pausedAt) {
    const paused = new Date(due.pausedAt);
    return (
      <span className="inline-flex items-center gap-1.5 border-b border-dashed border-stale-edge text-stale">
        <Icon name="stale" size={14} />
        <time dateTime={due.pausedAt} title={exactUtc(paused)} suppressHydrationWarning>
          Clock paused {describeAge(paused, now)} ago while work is asked for; {describeAge(paused, at)} left
        </time>
      </span>
    );
  }
  const isOver = at <= now;
  const age = isOver ? describeAge(at, now) : describeAge(now, at);
  return (
    <span className={isOver ? "inline-flex items-center gap-1.5 font-medium text-failed" : "inline-flex items-center gap-1.5 text-ink-2"}>
      <Icon name="clock" size={14} />
      <time dateTime={due.at} title={`Due ${exactUtc(at)}`} suppressHydrationWarning>
        {isOver ? `Overdue ${age === "now" ? "" : `by ${age}`}` : `Due ${age === "now" ? "now" : `in ${age}`}`}
      </time>
    </span>
  );
}

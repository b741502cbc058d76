"use client";

import { useLiveState } from "@/components/live/live-provider";
import { Ago } from "@/components/ui/ago";
import { classNames } from "@/components/ui/class-names";

const WORDS = { live: "Live", connecting: "Connecting", lost: "Connection lost, trying again" } as const;

/** Whether this page hears of changes, and when it last did. */
export function LiveStatus() {
  const { state, lastEventAt } = useLiveState();
  return (
    <p className="flex items-center gap-1.5 px-2 py-0.5 text-xs text-ink-3" data-live={state}>
      <i
        className={classNames(
          "size-[7px] flex-none rounded-full",
          state === "live" ? "bg-passed shadow-[0_0_0_3px_var(--passed-tint)]" : "border border-dashed border-stale",
        )}
      />
      <span className="truncate">
        {WORDS[state]}
        {state === "live" && lastEventAt && (
          <>
            {" · last event "}
            <Ago at={lastEventAt} suffix=" ago" />
          </>
        )}
      </span>
    </p>
  );
}

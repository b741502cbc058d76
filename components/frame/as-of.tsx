"use client";

import { Ago } from "@/components/ui/ago";
import { Icon } from "@/components/ui/icon";
import { useNow } from "@/components/ui/now";

/** Past this age a fact is shown as old (RELIABILITY P4). */
const STALE_MILLISECONDS = 10 * 60_000;

/** How old Slipway's knowledge of something is; old knowledge turns dashed and sand-coloured, and stays. */
export function AsOf({ at }: { at: string | null }) {
  const now = useNow();
  if (!at) return <span className="text-xs text-ink-3">not read yet</span>;
  const isStale = now.getTime() - new Date(at).getTime() > STALE_MILLISECONDS;
  return (
    <span
      className={
        isStale ? "inline-flex items-center gap-1 border-b border-dashed border-stale-edge text-xs text-stale" : "text-xs text-ink-3"
      }
    >
      {isStale && <Icon name="stale" size={14} />}
      as of <Ago at={at} suffix=" ago" />
    </span>
  );
}

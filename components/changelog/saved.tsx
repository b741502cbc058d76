import { Ago } from "@/components/ui/ago";
import { Icon } from "@/components/ui/icon";
import type { SaveState } from "./use-draft";

/** Whether everything the person did is kept, and where. */
export function Saved({ save, at }: { save: SaveState; at: string }) {
  return (
    <span className="inline-flex items-center gap-1.5 text-xs text-ink-3" data-save={save.state}>
      {save.state === "saved" ? (
        <>
          <Icon name="check" size={14} className="text-passed" />
          <span className="whitespace-nowrap">
            Saved <Ago at={at} suffix=" ago" />
          </span>
        </>
      ) : save.state === "saving" ? (
        "Saving…"
      ) : (
        <>
          <Icon name="stale" size={14} className="flex-none text-stale" />
          {sayWaiting(save)}
        </>
      )}
    </span>
  );
}

/** What waits, for what, and whether it would survive the tab. */
export function sayWaiting({ count, obstacle, isKept }: Extract<SaveState, { state: "waiting" }>): string {
  const what = count === 1 ? "1 change waits" : `${count} changes wait`;
  const why = obstacle.replace(/^wait /, "");
  return `Not saved yet: ${what} ${why}. ${isKept ? "Kept on this device." : "This browser keeps nothing: leave the tab open."}`;
}

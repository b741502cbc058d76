import { Ago } from "@/components/ui/ago";
import { Icon } from "@/components/ui/icon";
import type { SaveState } from "./use-draft";

/** Whether everything the person did is kept. */
export function Saved({ state, at }: { state: SaveState; at: string }) {
  return (
    <span className="inline-flex items-center gap-1.5 text-xs whitespace-nowrap text-ink-3" data-save={state}>
      {state === "saved" ? (
        <>
          <Icon name="check" size={14} className="text-passed" />
          Saved <Ago at={at} suffix=" ago" />
        </>
      ) : state === "saving" ? (
        "Saving…"
      ) : (
        <>
          <Icon name="stale" size={14} className="text-stale" />
          Not saved yet: waiting for the connection
        </>
      )}
    </span>
  );
}

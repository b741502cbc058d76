import { Ago } from "@/components/ui/ago";
import type { EventLine } from "@/lib/audit/event-line";

/** What happened to a release, newest first: who, what, when. */
export function EventList({ events }: { events: EventLine[] }) {
  if (events.length === 0)
    return (
      <p className="p-3.5 text-ink-2">
        Nothing has happened to this release in Slipway yet. Every change will stand here, with its person and time.
      </p>
    );
  return (
    <ol className="divide-y divide-line" aria-label="Record, newest first">
      {events.map(({ seq, at, actor, sentence }) => (
        <li key={seq} className="flex items-baseline gap-3 px-3.5 py-1.5">
          <span className="tabular w-12 flex-none text-end text-xs text-ink-3">#{seq}</span>
          <span className="min-w-0 flex-1">
            <b className="font-medium">{actor}</b>{" "}
            <span className="text-ink-2">{sentence.charAt(0).toLowerCase() + sentence.slice(1)}</span>
          </span>
          <span className="flex-none text-xs text-ink-3">
            <Ago at={at} suffix=" ago" />
          </span>
        </li>
      ))}
    </ol>
  );
}

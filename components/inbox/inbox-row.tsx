import Link from "next/link";
import { DeadlineClock } from "@/components/room/deadline-clock";
import { Ago } from "@/components/ui/ago";
import { Icon, type IconName } from "@/components/ui/icon";
import type { InboxItem } from "@/lib/approvals/room-view";

const KINDS: Record<InboxItem["kind"], { icon: IconName; ink: string; act: string }> = {
  vote: { icon: "open", ink: "text-ink-2", act: "Vote" },
  again: { icon: "stale-vote", ink: "text-stale", act: "Vote again" },
  override: { icon: "warn", ink: "text-failed", act: "Agree or not" },
};

/** Where a waiting decision is. */
export function roomPath({ owner, name, release, decisionId }: Pick<InboxItem, "owner" | "name" | "release" | "decisionId">): string {
  return `/repositories/${owner}/${name}/releases/${encodeURIComponent(release)}/go-no-go/${decisionId}`;
}

/** One decision that waits: what it is about, why, since when and until when; all of it leads to the room. */
export function InboxRow({ item }: { item: InboxItem }) {
  const { icon, ink, act } = KINDS[item.kind];
  return (
    <li data-inbox={item.kind}>
      <Link
        href={roomPath(item)}
        className="grid grid-cols-[20px_minmax(0,1fr)] items-start gap-x-3 gap-y-1.5 px-3.5 py-3 hover:bg-hover md:grid-cols-[20px_minmax(0,1fr)_auto]"
      >
        <Icon name={icon} className={`mt-0.5 ${ink}`} />
        <span className="grid min-w-0 gap-0.5">
          <span className="text-md font-semibold wrap-anywhere">{item.sentence}</span>
          <span className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs text-ink-2">
            <span>
              {item.name} <code>{item.version}</code>
            </span>
            {item.slot && (
              <span>
                {item.slot}
                {item.onBehalfOf && `, for ${item.onBehalfOf}`}
              </span>
            )}
            <span className="text-ink-3">
              asked by {item.askedBy} <Ago at={item.askedAt} suffix=" ago" />
            </span>
            {item.remindedAt && (
              <span className="font-medium text-needs-person">
                reminded <Ago at={item.remindedAt} suffix=" ago" />
              </span>
            )}
          </span>
        </span>
        <span className="flex flex-wrap items-center gap-3 text-xs max-md:col-start-2">
          <DeadlineClock due={item.due} />
          <span className="inline-flex items-center gap-1 font-medium text-accent">
            {act}
            <Icon name="right" size={14} />
          </span>
        </span>
      </Link>
    </li>
  );
}

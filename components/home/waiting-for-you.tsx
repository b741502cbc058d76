"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { ReactElement, ReactNode } from "react";
import { roomPath } from "@/components/inbox/inbox-row";
import { inboxQuery } from "@/components/queries";
import { Ago } from "@/components/ui/ago";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { InboxItem } from "@/lib/approvals/room-view";
import type { HomeRow } from "@/lib/releases/release-views";

/** The one thing this person can move on now, as a sentence with its button: a decision before notes. */
export function WaitingForYou({ rows }: { rows: HomeRow[] }) {
  const { data: inbox = [] } = useQuery(inboxQuery());
  const row = rows.find(({ canEdit, current }) => canEdit && current?.next.needsPerson && current.next.kind === "notes");
  const [item] = inbox;
  if (item) return <Decision item={item} others={inbox.length - 1} />;
  if (!row?.release || !row.current) return null;
  const { release, current } = row;
  const others = rows.filter((other) => other !== row && other.current?.next.needsPerson).length;
  return (
    <Waiting
      title={`${row.name} ${release.version} waits for its notes.`}
      act={
        <Link href={`/repositories/${row.owner}/${row.name}/releases/${release.version}/changelog`}>
          {current.next.label} of {row.name} {release.version}
        </Link>
      }
    >
      {current.next.sentence}.
      {others > 0 && ` ${others === 1 ? "One more repository waits" : `${others} more repositories wait`} for a person.`}
    </Waiting>
  );
}

function Decision({ item, others }: { item: InboxItem; others: number }) {
  return (
    <Waiting
      title={`${item.name} ${item.version}: ${item.sentence}`}
      act={
        <Link href={roomPath(item)}>
          Open the go/no-go of {item.name} {item.version}
        </Link>
      }
    >
      Asked by {item.askedBy} <Ago at={item.askedAt} suffix=" ago" />
      {item.slot && `, for ${item.slot}`}.{" "}
      {others > 0 && (
        <Link href="/inbox" className="text-accent underline">
          {others === 1 ? "One more decision waits" : `${others} more decisions wait`} in the inbox.
        </Link>
      )}
    </Waiting>
  );
}

function Waiting({ title, act, children }: { title: string; act: ReactElement; children: ReactNode }) {
  return (
    <section
      aria-labelledby="waiting"
      className="flex flex-wrap items-center gap-x-6 gap-y-2 rounded-md border border-needs-person-edge bg-surface px-4 py-3 shadow-[inset_3px_0_0_var(--needs-person-fill)]"
    >
      <div className="min-w-0 flex-1 basis-72">
        <h2 id="waiting" className="flex items-center gap-1.5 text-xs text-needs-person">
          <Icon name="needs-person" size={14} />
          Waiting for you
        </h2>
        <p className="text-lg leading-6 font-semibold tracking-tight">{title}</p>
        <p className="text-ink-2">{children}</p>
      </div>
      <Button asChild look="primary" className="max-md:h-11 max-md:w-full">
        {act}
      </Button>
    </section>
  );
}

"use client";

import { useState } from "react";
import { useRoomAct } from "@/components/room/use-room-act";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useNow } from "@/components/ui/now";
import { exactUtc } from "@/components/ui/relative-time";
import type { PolicySettings } from "@/lib/approvals/room-view";
import { LendDialog } from "./lend-dialog";
import type { PolicyActions } from "./policy-actions";

type Delegation = PolicySettings["delegations"][number];

/** Slots that were lent for a while: from whom, to whom, until when. */
export function DelegationsCard({ settings, actions }: { settings: PolicySettings; actions: PolicyActions }) {
  const [isLending, setLending] = useState(false);
  const { act, isBusy } = useRoomAct();
  return (
    <Card
      title="Lent slots"
      aside={
        <Button size="small" onClick={() => setLending(true)}>
          Lend my slot…
        </Button>
      }
    >
      {settings.delegations.length === 0 ? (
        <p className="p-3.5 text-ink-2">
          Nobody has lent a slot. Who is away can lend theirs for a few days; the vote then says for whom it was given.
        </p>
      ) : (
        <ul className="divide-y divide-line">
          {settings.delegations.map((one) => (
            <li key={one.id} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 px-3.5 py-2.5">
              <p className="min-w-0 flex-1 basis-48">
                <b className="font-medium">{one.from.login}</b> to <b className="font-medium">{one.to.login}</b>
                <span className="block text-xs text-ink-2">
                  {one.slot ?? "every slot"}, <Span delegation={one} />
                </span>
              </p>
              {one.mayEnd && (
                <Button
                  size="small"
                  blockedBy={isBusy ? "It is being sent." : null}
                  onClick={() =>
                    void act(
                      () => actions.endDelegation({ delegationId: one.id }),
                      `${one.to.login} no longer votes for ${one.from.login}.`,
                    )
                  }
                >
                  End it
                  <span className="sr-only">
                    : {one.from.login} to {one.to.login}
                  </span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {isLending && <LendDialog settings={settings} lendSlot={actions.lendSlot} onClose={() => setLending(false)} />}
    </Card>
  );
}

function Span({ delegation: { startsAt, endsAt } }: { delegation: Delegation }) {
  const now = useNow();
  const hasBegun = new Date(startsAt) <= now;
  const at = hasBegun ? endsAt : startsAt;
  return (
    <time dateTime={at} title={`${exactUtc(new Date(startsAt))} to ${exactUtc(new Date(endsAt))}`} suppressHydrationWarning>
      {hasBegun ? (new Date(endsAt) <= now ? "over since" : "until") : "from"} {at.slice(0, 16).replace("T", " ")} UTC
    </time>
  );
}

"use client";

import { useState } from "react";
import { Ago } from "@/components/ui/ago";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import type { OverrideView, RoomView } from "@/lib/approvals/room-view";
import { OverrideDialog } from "./override-dialog";
import type { RoomActions } from "./room-actions";
import { useRoomAct } from "./use-room-act";

interface OverrideProps {
  room: RoomView;
  actions: Pick<RoomActions, "askOverride" | "agreeOverride" | "withdrawOverride">;
  className?: string;
}

/** True while an override is asked for or agreed to: then it stands on top, where nobody misses it. */
export const isLoud = (room: RoomView) => room.override !== null && room.override.staleBecause === null;

/** An override that is asked for or counts: the reason, both people, and the way out. */
export function OverrideBanner({ room, actions }: OverrideProps) {
  const { override, me } = room;
  const { act, isBusy } = useRoomAct();
  const [isAgreeing, setAgreeing] = useState(false);
  if (!override || override.staleBecause !== null) return null;
  const busy = isBusy ? "It is being sent." : null;
  const isOpen = room.phase === "open";
  return (
    <section
      aria-label="Override"
      data-override={override.second ? "agreed" : "asked"}
      className={classNames(
        "flex flex-wrap items-start gap-x-3 gap-y-2 rounded-md px-4 py-3",
        override.second ? "bg-no-go text-on-solid" : "border-2 border-no-go bg-failed-tint",
      )}
    >
      <Icon name="warn" size={20} className={override.second ? "" : "text-failed"} />
      <div className="min-w-0 flex-1 basis-72">
        <h2 className="text-lg leading-6">
          {override.second
            ? `This decision is overridden by ${override.by} and ${override.second.by}.`
            : `${override.by} asks to override this decision. A second person has to agree.`}
        </h2>
        <p className="text-md wrap-anywhere">{override.reason}</p>
        <p className="text-xs">
          Asked <Ago at={override.at} suffix=" ago" />
          {override.second && (
            <>
              , agreed <Ago at={override.second.at} suffix=" ago" />
            </>
          )}
          . It counts for {room.commit.sha.slice(0, 7)} as it stands, and stays on record for good.
        </p>
      </div>
      {isOpen && (
        <div className="flex flex-wrap gap-2 print:hidden">
          {!override.second && !override.isMine && (
            <Button look="danger" blockedBy={busy ?? me.overrideRefusal} onClick={() => setAgreeing(true)}>
              Agree to the override…
            </Button>
          )}
          {override.mayWithdraw && (
            <Button
              blockedBy={busy}
              onClick={() =>
                void act(() => actions.withdrawOverride({ overrideId: override.id }), "Took the override back. It stays on record.")
              }
            >
              Take the override back
            </Button>
          )}
        </div>
      )}
      {isAgreeing && (
        <OverrideDialog room={room} agree={{ override, agreeOverride: actions.agreeOverride }} onClose={() => setAgreeing(false)} />
      )}
    </section>
  );
}

/** The quiet place to ask for one, while nothing is overridden. */
export function OverrideCard({ room, actions, className }: OverrideProps) {
  const [isAsking, setAsking] = useState(false);
  const { override, me } = room;
  if (room.phase !== "open" || isLoud(room)) return null;
  if (!override && (room.state === "go" || me.overrideRefusal !== null)) return null;
  return (
    <Card title="Override" className={classNames(!override && "print:hidden", className)}>
      <div className="grid gap-2 p-3.5">
        {override && <Former override={override} />}
        <p className="text-xs text-ink-2">
          {override && "Asking anew puts it aside. "}
          Going on without all votes takes a reason and a second person, and stands on top of everything from then on.
        </p>
        <Button
          look="danger"
          size="small"
          className="justify-self-start print:hidden"
          blockedBy={me.overrideRefusal}
          onClick={() => setAsking(true)}
        >
          Ask for an override…
        </Button>
      </div>
      {isAsking && <OverrideDialog room={room} ask={actions.askOverride} onClose={() => setAsking(false)} />}
    </Card>
  );
}

function Former({ override }: { override: OverrideView }) {
  return (
    <p className="flex items-start gap-2 text-stale">
      <Icon name="stale-vote" size={14} className="mt-0.5" />
      <span className="min-w-0 wrap-anywhere">
        The override of {override.by} counts no longer: {override.staleBecause}. Its reason was: {override.reason}
      </span>
    </p>
  );
}

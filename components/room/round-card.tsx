"use client";

import Link from "next/link";
import { useState } from "react";
import { Ago } from "@/components/ui/ago";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { FieldDialog } from "@/components/ui/field-dialog";
import { exactUtc } from "@/components/ui/relative-time";
import type { RoomView } from "@/lib/approvals/room-view";
import type { RoomActions } from "./room-actions";
import { useRoomAct } from "./use-room-act";

const PHASES: Record<RoomView["phase"], string> = { open: "open", tagging: "its tag is being created", tagged: "tagged", closed: "ended" };

/** What happened in this round, newest first, and the way to end it. */
export function RoundCard({
  room,
  closeDecision,
  className,
}: {
  room: RoomView;
  closeDecision: RoomActions["closeDecision"];
  className?: string;
}) {
  const [isClosing, setClosing] = useState(false);
  const { act } = useRoomAct();
  const mayClose = room.phase === "open" && room.me.manageRefusal === null;
  return (
    <Card title="This round" detail={`round ${room.round}`} className={className}>
      <ol className="grid gap-1.5 px-3.5 py-2.5 text-xs" aria-label="Events of this round, newest first">
        {room.events.map(({ seq, at, actor, sentence }) => (
          <li key={seq} className="grid grid-cols-[2.75rem_minmax(0,1fr)] gap-2 print:grid-cols-[17rem_minmax(0,1fr)]">
            <time dateTime={at} title={exactUtc(new Date(at))} className="text-ink-3">
              {at.slice(11, 16)}
            </time>
            <span className="text-ink-2 wrap-anywhere">
              <b className="font-medium text-ink">{actor}</b> {sentence.charAt(0).toLowerCase() + sentence.slice(1)}
            </span>
          </li>
        ))}
      </ol>
      {room.events.length > 0 && <p className="px-3.5 pb-2 text-2xs text-ink-3">Times are UTC.</p>}
      {mayClose && (
        <div className="border-t border-line px-3.5 py-2.5 print:hidden">
          <Button size="small" look="danger" onClick={() => setClosing(true)}>
            End this round…
          </Button>
        </div>
      )}
      {isClosing && (
        <FieldDialog
          title={`End round ${room.round} without a tag?`}
          description="Nobody can vote in it any more. Its votes stay on record, and a new round can be asked for."
          label="Why"
          hint="Everybody who was asked reads it."
          maxLength={1000}
          keep="Keep it open"
          act="End this round"
          look="danger"
          obstacleOf={(text) => (text.trim() === "" ? { reason: "Say why it ends.", isShown: false } : null)}
          onAct={(text) => {
            setClosing(false);
            void act(() => closeDecision({ decisionId: room.decisionId, because: text.trim() }), `Ended round ${room.round}.`);
          }}
          onClose={() => setClosing(false)}
        />
      )}
    </Card>
  );
}

/** The other rounds of the same version, kept as they ended. */
export function OtherRounds({ room, className }: { room: RoomView; className?: string }) {
  if (room.rounds.length === 0) return null;
  return (
    <Card title="Other rounds" className={className}>
      <ul className="divide-y divide-line">
        {room.rounds.map(({ decisionId, round, phase, at, because }) => (
          <li key={decisionId}>
            <Link
              href={`/repositories/${room.owner}/${room.name}/releases/${encodeURIComponent(room.release)}/go-no-go/${decisionId}`}
              className="grid gap-0.5 px-3.5 py-2 hover:bg-hover"
            >
              <span className="flex items-baseline gap-2">
                <span className="font-medium">Round {round}</span>
                <span className="text-xs text-ink-2">{PHASES[phase]}</span>
                <span className="ms-auto text-xs text-ink-3">
                  <Ago at={at} suffix=" ago" />
                </span>
              </span>
              {because && <span className="text-xs text-ink-2 wrap-anywhere">{because}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

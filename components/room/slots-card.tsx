"use client";

import { Ago } from "@/components/ui/ago";
import { Card } from "@/components/ui/card";
import type { RoomView } from "@/lib/approvals/room-view";
import type { RoomActions } from "./room-actions";
import { SlotRow } from "./slot-row";
import { useRoomAct } from "./use-room-act";

interface SlotsCardProps {
  room: RoomView;
  remindSlot: RoomActions["remindSlot"];
  className?: string;
}

/** Who decides, and what they said. */
export function SlotsCard({ room, remindSlot, className }: SlotsCardProps) {
  const { act, isBusy } = useRoomAct();
  const required = room.slots.filter(({ isRequired }) => isRequired).length;
  const canRemind = room.phase === "open" && room.me.manageRefusal === null;
  const remind = (slot: string) =>
    void act(
      () => remindSlot({ reminderId: crypto.randomUUID(), decisionId: room.decisionId, slot }),
      `Reminded ${slot}; their inbox says so.`,
    );
  return (
    <Card
      title="Slots"
      className={className}
      aside={
        <span className="text-xs text-ink-3">
          GO needs {required} of {required}
        </span>
      }
    >
      <ul className="divide-y divide-line">
        {room.slots.map((slot) => (
          <SlotRow
            key={slot.name}
            slot={slot}
            sha={room.commit.sha}
            remind={
              canRemind && slot.state !== "go" ? { onRemind: () => remind(slot.name), busy: isBusy ? "It is being sent." : null } : null
            }
            asked={
              slot.remindedAt ? (
                <>
                  reminded <Ago at={slot.remindedAt} suffix=" ago" />
                </>
              ) : (
                <>
                  asked <Ago at={room.asked.at} suffix=" ago" />
                </>
              )
            }
          />
        ))}
      </ul>
    </Card>
  );
}

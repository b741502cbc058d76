"use client";

import { useState } from "react";
import { useStored } from "@/components/changelog/use-stored";
import { Ago } from "@/components/ui/ago";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { classNames } from "@/components/ui/class-names";
import { TextArea } from "@/components/ui/field";
import type { RoomView } from "@/lib/approvals/room-view";
import type { RoomActions } from "./room-actions";
import { useRoomAct } from "./use-room-act";

interface RemarksProps {
  room: RoomView;
  addRemark: RoomActions["addRemark"];
  className?: string;
}

/** What is said beside the votes; it stays on record and binds nobody. */
export function RemarksCard({ room, addRemark, className }: RemarksProps) {
  const { remarks, decisionId } = room;
  return (
    <Card
      title="Remarks"
      detail={remarks.length > 0 ? remarks.length : "on record, binding nobody"}
      className={classNames(remarks.length === 0 && "print:hidden", className)}
    >
      {remarks.length > 0 && (
        <ul className="divide-y divide-line">
          {remarks.map(({ id, name, text, at }) => (
            <li key={id} className="flex gap-2.5 px-3.5 py-2.5">
              <Avatar name={name} size={26} />
              <div className="min-w-0">
                <p>
                  <b className="font-medium">{name}</b>{" "}
                  <span className="text-xs text-ink-3">
                    <Ago at={at} suffix=" ago" />
                  </span>
                </p>
                <p className="wrap-anywhere whitespace-pre-wrap">{text}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
      {room.me.remarkRefusal === null ? (
        <Composer decisionId={decisionId} addRemark={addRemark} isFirst={remarks.length === 0} />
      ) : (
        <p className="p-3.5 text-xs text-ink-3 print:hidden">{room.me.remarkRefusal}</p>
      )}
    </Card>
  );
}

/** What is being written stays in this tab until it was taken. */
function Composer({ decisionId, addRemark, isFirst }: { decisionId: string; addRemark: RoomActions["addRemark"]; isFirst: boolean }) {
  const [stored, store] = useStored("session", `remark ${decisionId}`);
  const [remarkId, setRemarkId] = useState(() => crypto.randomUUID());
  const { act, isBusy } = useRoomAct();
  const text = stored ?? "";
  const obstacle = isBusy ? "It is being sent." : text.trim() === "" ? "Write something first." : null;
  const submit = async () => {
    if (obstacle) return;
    const answer = await act(() => addRemark({ remarkId, decisionId, text: text.trim() }), "Said it.");
    if (answer !== "done") return;
    store("");
    setRemarkId(crypto.randomUUID());
  };
  return (
    <div className={`grid gap-2 p-3.5 print:hidden ${isFirst ? "" : "border-t border-line"}`}>
      <TextArea
        label="A remark, as plain text"
        rows={2}
        value={text}
        maxLength={4000}
        onChange={(event) => store(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void submit();
        }}
      />
      <Button
        size="small"
        className="justify-self-start"
        blockedBy={obstacle}
        aria-keyshortcuts="Control+Enter"
        onClick={() => void submit()}
      >
        Say it
      </Button>
    </div>
  );
}

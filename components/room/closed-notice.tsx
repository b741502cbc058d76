"use client";

import { useState } from "react";
import { Ago } from "@/components/ui/ago";
import { Button } from "@/components/ui/button";
import { later } from "@/components/ui/later";
import { Notice } from "@/components/ui/notice";
import type { RoomView } from "@/lib/approvals/room-view";
import type { AskDecision } from "./room-actions";

const AskDialog = later(() => import("./ask-dialog").then((module) => module.AskDialog), "rarely");

/** A round that ended without a tag: why, and the way to a new one. */
export function ClosedNotice({ room, askDecision }: { room: RoomView; askDecision: AskDecision }) {
  const [isAsking, setAsking] = useState(false);
  const { closed, me } = room;
  if (!closed) return null;
  const successor = room.rounds.find(({ round }) => round > room.round);
  return (
    <Notice
      look="stale"
      title={`This round was ended by ${closed.by}.`}
      acts={
        !successor && (
          <span className="print:hidden">
            <Button blockedBy={me.manageRefusal} onClick={() => setAsking(true)}>
              Ask for a new round…
            </Button>
          </span>
        )
      }
    >
      <p className="wrap-anywhere">
        {closed.because}{" "}
        <span className="text-ink-3">
          <Ago at={closed.at} suffix=" ago" />
        </span>
      </p>
      {successor && <p>Round {successor.round} took its place.</p>}
      {isAsking && (
        <AskDialog
          owner={room.owner}
          name={room.name}
          release={room.release}
          candidate={{ repositoryId: room.repositoryId, version: room.version, type: room.releaseType, sha: room.commit.sha }}
          askDecision={askDecision}
          onClose={() => setAsking(false)}
        />
      )}
    </Notice>
  );
}

"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextArea } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { OverrideView, RoomView } from "@/lib/approvals/room-view";
import type { RoomActions } from "./room-actions";
import { TypedField } from "./typed-field";
import { useRoomAct } from "./use-room-act";

/** A word is no reason. */
const SHORTEST_REASON = 20;

type OverrideDialogProps = { room: RoomView; onClose: () => void } & (
  | { ask: RoomActions["askOverride"]; agree?: undefined }
  | { ask?: undefined; agree: { override: OverrideView; agreeOverride: RoomActions["agreeOverride"] } }
);

/** Asking for an override, or agreeing to one: which conditions it passes over, and the version typed by hand. */
export function OverrideDialog({ room, ask, agree, onClose }: OverrideDialogProps) {
  const [overrideId] = useState(() => crypto.randomUUID());
  const [shown] = useState(room);
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const { act, isBusy, problem } = useRoomAct();
  const { decisionId, fingerprint, version } = shown;
  const obstacle = isBusy
    ? "It is being sent."
    : room.fingerprint !== fingerprint
      ? "Something moved since this was opened. Close it and look again."
      : ask && reason.trim().length < SHORTEST_REASON
        ? "Say in a full sentence why the release cannot wait for the votes."
        : typed !== version
          ? `Type ${version} first.`
          : null;
  const submit = async () => {
    if (obstacle) return;
    const answer = ask
      ? await act(() => ask({ overrideId, decisionId, reason: reason.trim(), fingerprint, typed }), "Asked for an override.")
      : await act(() => agree.agreeOverride({ overrideId: agree.override.id, fingerprint, typed }), "Agreed. The decision is overridden.");
    if (answer === "done") onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={ask ? `Ask to override the decision on ${version}?` : `Override the decision on ${version}?`}
      description={
        ask
          ? "Nothing happens until a second person agrees. It is on record from this moment."
          : `${agree.override.by} asks for it, and you would be the second person. From then on the tag can be created.`
      }
      acts={
        <>
          <Button onClick={onClose}>Keep waiting for the votes</Button>
          <Button look="no-go" blockedBy={obstacle} onClick={() => void submit()}>
            {ask ? "Ask for the override" : "Override the decision"}
          </Button>
        </>
      }
    >
      <div className="grid gap-3 pb-2">
        {problem && (
          <Notice look="failed" title="It was not taken.">
            {problem}
          </Notice>
        )}
        <div>
          <p className="font-medium">It passes over:</p>
          <ul className="list-disc ps-5 text-ink-2">
            {shown.blockers.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
        {ask ? (
          <TextArea
            label="Why it cannot wait, in a full sentence"
            rows={3}
            value={reason}
            maxLength={2000}
            onChange={(event) => setReason(event.target.value)}
          />
        ) : (
          <p className="rounded-sm bg-sunken px-3 py-2">{agree.override.reason}</p>
        )}
        <TypedField label={`Type ${version}`} value={typed} onType={setTyped} />
      </div>
    </Dialog>
  );
}

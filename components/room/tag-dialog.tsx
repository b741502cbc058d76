"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import type { RoomView } from "@/lib/approvals/room-view";
import type { RoomActions } from "./room-actions";
import { TagPlanView } from "./tag-plan-view";
import { TypedField } from "./typed-field";
import { useRoomAct } from "./use-room-act";

interface TagDialogProps {
  room: RoomView;
  createTag: RoomActions["createTag"];
  onClose: () => void;
}

/** Danger is slow: consequence, calls in order, the name typed by hand. */
export function TagDialog({ room, createTag, onClose }: TagDialogProps) {
  const [shown, setShown] = useState(room);
  const [typed, setTyped] = useState("");
  const { act, isBusy, problem } = useRoomAct();
  const { name } = shown.tag.plan;
  const hasMoved = room.fingerprint !== shown.fingerprint || room.tag.planDigest !== shown.tag.planDigest;
  const obstacle = isBusy
    ? "GitHub is being asked."
    : hasMoved
      ? "Something moved since this was opened. Look at it as it is now."
      : room.tag.refusal !== null && room.phase === "open"
        ? room.tag.refusal
        : typed !== name
          ? `Type ${name} first.`
          : null;
  const submit = async () => {
    if (obstacle) return;
    const { decisionId, fingerprint } = shown;
    const { planDigest } = shown.tag;
    const answer = await act(() => createTag({ decisionId, fingerprint, tag: name, planDigest, typed }), `Created tag ${name}.`);
    if (answer === "done") onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      title={`Create tag ${name}?`}
      description="A tag that people have fetched cannot be taken back, and Slipway never moves or deletes one. What listens to tags begins at once."
      acts={
        <>
          <Button onClick={onClose}>Create no tag</Button>
          <Button look="no-go" blockedBy={obstacle} onClick={() => void submit()}>
            Create tag {name}
          </Button>
        </>
      }
    >
      <form
        className="grid gap-3 pb-2"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {problem && (
          <Notice look="failed" title="The tag was not created.">
            {problem}
          </Notice>
        )}
        {hasMoved && !isBusy && (
          <Notice
            look="stale"
            title="Something moved after this was opened."
            acts={
              <Button
                size="small"
                onClick={() => {
                  setShown(room);
                  setTyped("");
                }}
              >
                Show it as it is now
              </Button>
            }
          />
        )}
        <TagPlanView room={shown} />
        <TypedField label={`Type ${name} to create it`} value={typed} onType={setTyped} />
      </form>
    </Dialog>
  );
}

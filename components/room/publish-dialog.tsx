"use client";

import { useState } from "react";
import { Markdown } from "@/components/changelog/markdown";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import type { RoomView } from "@/lib/approvals/room-view";
import { toReleaseBody } from "@/lib/changelog/release-body";
import type { RoomActions } from "./room-actions";
import { TypedField } from "./typed-field";
import { useRoomAct } from "./use-room-act";

interface PublishDialogProps {
  room: RoomView;
  publishRelease: RoomActions["publishRelease"];
  onClose: () => void;
}

/** The GitHub Release as everybody will see it, before they do. */
export function PublishDialog({ room, publishRelease, onClose }: PublishDialogProps) {
  const { act, isBusy, problem } = useRoomAct();
  const [typed, setTyped] = useState("");
  const { plan, releaseRefusal } = room.tag;
  const body = room.notes && toReleaseBody(room.notes.text, room.notes.path);
  const obstacle = isBusy ? "GitHub is being asked." : (releaseRefusal ?? (typed.trim() === plan.name ? null : `Type ${plan.name} first.`));
  const submit = async () => {
    if (obstacle) return;
    const answer = await act(() => publishRelease({ decisionId: room.decisionId, typed }), `Published the GitHub Release ${plan.name}.`);
    if (answer === "done") onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      title={`Publish the GitHub Release ${plan.name}?`}
      description={`Everybody who can see ${room.owner}/${room.name} sees it then, and who watches it is told. It is made as a draft first, then published${room.releaseType === "final" ? "" : " as a pre-release"}.`}
      acts={
        <>
          <Button onClick={onClose}>Publish nothing</Button>
          <Button look="primary" blockedBy={obstacle} onClick={() => void submit()}>
            Publish the GitHub Release
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
          <Notice look="failed" title="It was not published.">
            {problem}
          </Notice>
        )}
        {body ? (
          <article aria-label="Its text" className="rounded-md border border-line px-4 py-3">
            <Markdown text={body.text} />
          </article>
        ) : (
          <p className="text-ink-2">It has no text, because the changelog has no section for {room.version}.</p>
        )}
        {body !== null && body.omitted > 0 && (
          <p className="text-ink-2">{body.omitted} entries did not fit; its last line says where they are.</p>
        )}
        <TypedField label={`Type ${plan.name} to publish it`} value={typed} onType={setTyped} />
      </form>
    </Dialog>
  );
}

"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextArea } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/notice";
import type { VoteKind } from "@/lib/approvals/judge-decision";
import type { MeView, RoomView } from "@/lib/approvals/room-view";
import { count, countChecks, LONGEST_WORDS, shortDigest } from "./describe-room";
import type { RoomActions } from "./room-actions";
import { TypedField } from "./typed-field";
import { useRoomAct } from "./use-room-act";

interface VoteDialogProps {
  room: RoomView;
  kind: VoteKind;
  held: MeView["slots"][number];
  isAgain: boolean;
  words: string;
  setWords: (words: string) => void;
  castVote: RoomActions["castVote"];
  onClose: () => void;
}

const WORDS: Record<VoteKind, { act: (sha: string, again: string) => string; consequence: string; label: string; said: string }> = {
  go: {
    act: (sha, again) => `Vote GO${again} on ${sha}`,
    consequence: "It counts for exactly this, and becomes void by itself when any of it moves.",
    label: "Words for the record (may stay empty)",
    said: "You voted GO",
  },
  "no-go": {
    act: (sha) => `Vote NO-GO on ${sha}`,
    consequence: "It stops the release until you take it back or a new round is asked for, whatever the others say.",
    label: "Why not",
    said: "You voted NO-GO",
  },
  "needs-work": {
    act: (sha) => `Ask for work on ${sha}`,
    consequence: "The clock stands still, and the release waits until the work is done and you vote again.",
    label: "What has to be done",
    said: "You asked for work",
  },
  abstain: {
    act: (sha) => `Abstain on ${sha}`,
    consequence: "The slot is not filled by it. Somebody else who holds it can vote GO.",
    label: "Words for the record (may stay empty)",
    said: "You abstained",
  },
};

/** Repeats exactly what is voted on, and what the vote does; bound to the fingerprint it was opened with. */
export function VoteDialog({ room, kind, held, isAgain, words, setWords, castVote, onClose }: VoteDialogProps) {
  const text = WORDS[kind];
  // What the person agreed to is what they saw when they opened this, whatever arrives meanwhile.
  const [shown] = useState(room);
  const [voteId] = useState(() => crypto.randomUUID());
  const [typed, setTyped] = useState("");
  const [isCommenting, setCommenting] = useState(kind !== "go" || words !== "");
  const { act, isBusy, problem } = useRoomAct();
  const sha = shown.commit.sha.slice(0, 7);
  const wanted = kind === "go" ? shown.me.typed : null;
  const hasMoved = room.fingerprint !== shown.fingerprint;
  const obstacle = isBusy
    ? "It is being sent."
    : hasMoved
      ? "Something moved since this was opened. Close it and look at what changed."
      : (kind === "no-go" || kind === "needs-work") && words.trim() === ""
        ? `${text.label}: a few words are needed.`
        : wanted !== null && typed !== wanted
          ? `Type ${wanted} first.`
          : null;
  const submit = async () => {
    if (obstacle) return;
    const { decisionId, fingerprint } = shown;
    const vote = { voteId, decisionId, slot: held.slot, kind, words: words.trim(), fingerprint, typed };
    const answer = await act(() => castVote(vote), `${text.said} on ${sha}, as ${held.slot}.`);
    if (answer !== "done") return;
    setWords("");
    onClose();
  };
  const title = text.act(sha, isAgain ? " again" : "");
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`${title}?`}
      description={text.consequence}
      acts={
        <>
          <Button className="max-md:h-11 max-md:w-full" onClick={onClose}>
            Keep it as it is
          </Button>
          <Button
            look={kind === "go" ? "go" : kind === "no-go" ? "no-go" : "primary"}
            className="max-md:h-11 max-md:w-full"
            blockedBy={obstacle}
            onClick={() => void submit()}
          >
            {kind !== "abstain" && <Icon name={kind} size={14} />}
            {title}
          </Button>
        </>
      }
    >
      <div className="grid gap-3 pb-2">
        {hasMoved && (
          <Notice look="stale" title="It moved.">
            What you were about to vote on is no longer what stands there. Nothing was sent.
          </Notice>
        )}
        {problem && (
          <Notice look="failed" title="Your vote was not taken.">
            {problem}
          </Notice>
        )}
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
          <dt className="text-ink-3">Release</dt>
          <dd>
            {shown.name} {shown.version}, round {shown.round}
          </dd>
          <dt className="text-ink-3">Commit</dt>
          <dd className="min-w-0">
            <code className="text-xs">{sha}</code> <span className="wrap-anywhere">{shown.commit.subject}</span>
          </dd>
          <dt className="text-ink-3">Notes</dt>
          <dd>
            {shown.notesDigest ? (
              <>
                <code className="text-xs">{shortDigest(shown.notesDigest)}</code>
                {shown.notes && `, ${count(shown.notes.entries, "entry", "entries")}`}
              </>
            ) : (
              "none"
            )}
          </dd>
          <dt className="text-ink-3">Checks</dt>
          <dd>{countChecks(shown.checks)}</dd>
          <dt className="text-ink-3">Slot</dt>
          <dd>
            {held.slot}
            {held.onBehalfOf && `, for ${held.onBehalfOf}`}
          </dd>
        </dl>
        {isCommenting ? (
          <TextArea
            label={text.label}
            rows={3}
            value={words}
            maxLength={LONGEST_WORDS}
            onChange={(event) => setWords(event.target.value)}
          />
        ) : (
          <Button size="small" className="justify-self-start" onClick={() => setCommenting(true)}>
            Add words for the record
          </Button>
        )}
        {wanted !== null && <TypedField label={`Type ${wanted} to vote`} value={typed} onType={setTyped} />}
      </div>
    </Dialog>
  );
}

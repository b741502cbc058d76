"use client";

import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { Ago } from "@/components/ui/ago";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { SelectField, TextArea } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { MENU_ITEM, Menu } from "@/components/ui/menu";
import { explainRequired, VOTE_WORDS, type VoteKind } from "@/lib/approvals/judge-decision";
import type { MeView, RoomView, VoteView } from "@/lib/approvals/room-view";
import { CHANGES_ID } from "./changes-card";
import { LONGEST_WORDS } from "./describe-room";
import type { RoomActions } from "./room-actions";
import { useRoomAct } from "./use-room-act";
import { VoteDialog } from "./vote-dialog";

interface VoteCardProps {
  room: RoomView;
  actions: Pick<RoomActions, "castVote" | "withdrawVote">;
  /** What changed was before this person. */
  isSeen: boolean;
  showChanges: () => void;
  className?: string;
}

const describeSlot = ({ slot, onBehalfOf }: MeView["slots"][number]) => (onBehalfOf ? `${slot}, lent by ${onBehalfOf}` : slot);

/** This person's own vote: which slot, on what, with which words; on the phone it stays in reach of a thumb. */
export function VoteCard({ room, actions, isSeen, showChanges, className }: VoteCardProps) {
  const { me, commit } = room;
  const own = room.slots.flatMap(({ name, votes }) => votes.filter(({ id }) => id === me.voteId).map((vote) => ({ slot: name, vote })))[0];
  const [chosen, setChosen] = useState<string | null>(null);
  const [words, setWords] = useState("");
  const [kind, setKind] = useState<VoteKind | null>(null);
  const withdrawal = useRoomAct();
  const held = me.slots.find(({ slot }) => slot === (chosen ?? own?.slot)) ?? me.slots[0];
  if (room.phase !== "open") return null;
  if (me.refusal !== null || !held)
    return (
      <section
        aria-label="Your vote"
        className={classNames("rounded-md border border-line bg-surface p-3.5 text-ink-2 print:hidden", className)}
      >
        <p>{me.refusal ?? "You hold none of these slots, so this decision does not need your vote."}</p>
      </section>
    );
  const stands = own?.vote.kind === "go" && own.vote.standing.state === "stands" && own.slot === held.slot;
  const obstacle = stands
    ? "Your GO stands already."
    : (explainGo(room) ?? (isSeen ? null : "Look at what changed first; then GO can be voted on it."));
  const say = `Vote GO ${own?.vote.kind === "go" ? "again " : ""}on ${commit.sha.slice(0, 7)}`;
  return (
    <section
      aria-label="Your vote"
      data-vote-card=""
      className={classNames(
        "grid gap-2 rounded-md border border-line bg-surface p-3.5 max-lg:sticky max-lg:bottom-3 max-lg:z-10 max-lg:shadow-3 max-md:bottom-[60px] max-md:p-2.5 print:hidden",
        className,
      )}
    >
      {me.slots.length > 1 ? (
        <SelectField
          label="Your slot"
          value={held.slot}
          onChange={(event) => setChosen(event.target.value)}
          options={me.slots.map((one) => ({ value: one.slot, label: describeSlot(one) }))}
        />
      ) : (
        <p className="text-xs text-ink-2">
          You hold <b className="font-semibold text-ink">{describeSlot(held)}</b>.
          <span className="max-md:hidden"> Your vote binds to this fingerprint and becomes void if anything in it moves.</span>
        </p>
      )}
      {own && <OwnVote vote={own.vote} />}
      <TextArea
        className="max-md:hidden"
        label="Words, needed for a NO-GO and for work"
        rows={2}
        value={words}
        maxLength={LONGEST_WORDS}
        onChange={(event) => setWords(event.target.value)}
      />
      {!isSeen && (
        <Button className="h-11 w-full md:hidden" look="primary" onClick={showChanges}>
          <Icon name="stale-vote" size={14} />
          Show what changed
        </Button>
      )}
      {!stands && (
        <Button look="go" size="large" className="h-11 w-full" blockedBy={obstacle} onClick={() => setKind("go")}>
          <Icon name="go" />
          {say}
        </Button>
      )}
      {obstacle && !stands && (
        <p className={classNames("text-xs text-ink-2", !isSeen && "max-md:hidden")}>
          {obstacle}{" "}
          {!isSeen && (
            <a
              href={`#${CHANGES_ID}`}
              className="inline-block py-0.5 text-accent underline"
              onClick={(event) => {
                event.preventDefault();
                showChanges();
              }}
            >
              Show what changed
            </a>
          )}
        </p>
      )}
      <div className="flex gap-2">
        <Button className="flex-1 max-md:h-11" onClick={() => setKind("needs-work")}>
          <Icon name="needs-work" size={14} className="text-needs-work" />
          Ask for work
        </Button>
        <Button look="danger" className="flex-1 max-md:h-11" onClick={() => setKind("no-go")}>
          <Icon name="no-go" size={14} />
          Vote NO-GO
        </Button>
        <Menu
          align="end"
          side="top"
          trigger={
            <Button size="square" className="max-md:size-11" aria-label="More ways to vote">
              <Icon name="down" size={14} />
            </Button>
          }
        >
          <DropdownMenu.Item className={classNames(MENU_ITEM, "max-md:min-h-11")} onSelect={() => setKind("abstain")}>
            Abstain…
          </DropdownMenu.Item>
          {own && (
            <DropdownMenu.Item
              className={classNames(MENU_ITEM, "max-md:min-h-11")}
              onSelect={() =>
                void withdrawal.act(
                  () => actions.withdrawVote({ decisionId: room.decisionId, voteId: own.vote.id }),
                  `Took your ${VOTE_WORDS[own.vote.kind]} back. It stays on record.`,
                )
              }
            >
              Take my {VOTE_WORDS[own.vote.kind]} back
            </DropdownMenu.Item>
          )}
        </Menu>
      </div>
      {kind && (
        <VoteDialog
          room={room}
          kind={kind}
          held={held}
          isAgain={own?.vote.kind === "go"}
          words={words}
          setWords={setWords}
          castVote={actions.castVote}
          onClose={() => setKind(null)}
        />
      )}
    </section>
  );
}

/** Why nobody's GO, or not this person's, would be taken now. */
function explainGo({ me, answers, checks }: RoomView): string | null {
  if (me.goRefusal !== null) return me.goRefusal;
  if (answers.some(({ answer }) => answer === null))
    return "A question about this candidate is not answered yet. It is answered before GO.";
  const why = explainRequired(checks.flatMap((check) => (check.class === "required" ? [{ ...check, class: "required" as const }] : [])));
  return why?.state === "stale" ? `A GO would not count: ${why.why}.` : null;
}

function OwnVote({ vote }: { vote: VoteView }) {
  const { standing, kind, at } = vote;
  return (
    <p className="text-xs" data-own-vote={standing.state}>
      <b className="font-semibold">
        {standing.state === "stands" ? `Your ${VOTE_WORDS[kind]} stands` : `Your ${VOTE_WORDS[kind]} does not count: ${standing.why}`}
      </b>
      <span className="text-ink-3">
        , voted <Ago at={at} suffix=" ago" />.
      </span>
    </p>
  );
}

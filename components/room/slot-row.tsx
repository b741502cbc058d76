"use client";

import { type ReactNode, useState } from "react";
import { Ago } from "@/components/ui/ago";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import type { SlotView, VoteView } from "@/lib/approvals/room-view";
import { count } from "./describe-room";
import { OpenMark, VoteMark } from "./vote-mark";

interface SlotRowProps {
  slot: SlotView;
  /** The commit that is decided on now. */
  sha: string;
  /** Null where there is nobody to remind, or nobody who may. */
  remind: { onRemind: () => void; busy: string | null } | null;
  /** When its holders were asked. */
  asked: ReactNode;
}

/** A slot: whose it is, what they said, and what they said before. */
export function SlotRow({ slot, sha, remind, asked }: SlotRowProps) {
  const current = slot.votes.filter(({ standing }) => standing.state !== "ended");
  const earlier = slot.votes.filter(({ standing }) => standing.state === "ended");
  const missing = slot.needed - current.filter(({ kind }) => kind === "go").length;
  return (
    <li data-slot={slot.name} data-state={slot.state} className="grid gap-2 px-3.5 py-2.5">
      <div className="flex items-start gap-2.5">
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-center gap-x-2 font-medium">
            {slot.name}
            {slot.needed > 1 && (
              <span className="tabular text-xs font-normal text-ink-3">
                {slot.have} of {slot.needed} say GO
              </span>
            )}
            {!slot.isRequired && <Chip>optional</Chip>}
          </p>
          <p className="text-xs text-ink-3 wrap-anywhere">{slot.holders.join(", ")}</p>
        </div>
        {current.length === 0 && <OpenMark />}
        {current.length > 0 && remind && <Remind slotName={slot.name} {...remind} />}
      </div>
      {current.map((vote) => (
        <VoteLine key={vote.id} vote={vote} sha={sha} />
      ))}
      {current.length > 0 && slot.needed > 1 && missing > 0 && (
        <p className="flex items-center gap-2.5">
          <span className="flex-1 text-xs text-ink-3">{missing === 1 ? "One more is needed" : `${missing} more are needed`}</span>
          <OpenMark />
        </p>
      )}
      {((current.length === 0 && slot.state === "open") || slot.remindedAt) && (
        <p className="flex flex-wrap items-center gap-2 text-xs text-ink-3">
          <span className="flex-1">{asked}</span>
          {current.length === 0 && remind && <Remind slotName={slot.name} {...remind} />}
        </p>
      )}
      {earlier.length > 0 && <Earlier votes={earlier} sha={sha} />}
    </li>
  );
}

function Remind({ slotName, onRemind, busy }: { slotName: string; onRemind: () => void; busy: string | null }) {
  return (
    <Button size="small" className="print:hidden" blockedBy={busy} onClick={onRemind}>
      Remind <span className="sr-only">{slotName}</span>
    </Button>
  );
}

function Earlier({ votes, sha }: { votes: VoteView[]; sha: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="grid gap-2">
      <Button look="ghost" size="small" className="justify-self-start print:hidden" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name={isOpen ? "up" : "down"} size={14} />
        {count(votes.length, "earlier vote")}
      </Button>
      <div className={classNames("gap-2 print:grid", isOpen ? "grid" : "hidden")}>
        {votes.map((vote) => (
          <VoteLine key={vote.id} vote={vote} sha={sha} />
        ))}
      </div>
    </div>
  );
}

/** One vote: who, when, what, and why it does not count when it does not. */
function VoteLine({ vote, sha }: { vote: VoteView; sha: string }) {
  const { name, isMe, onBehalfOf, words, at, expiresAt, standing } = vote;
  const why = standing.state === "stands" ? null : describeEnd(standing);
  return (
    <div
      data-vote={vote.kind}
      data-standing={standing.state}
      className={classNames(
        "grid grid-cols-[26px_minmax(0,1fr)_auto] items-center gap-x-2.5 rounded-sm",
        isMe && (standing.state === "stale" || standing.state === "expired") && "-mx-2 bg-stale-tint px-2 py-1.5",
      )}
    >
      <Avatar name={name} size={26} />
      <p className="min-w-0">
        <span className="block truncate font-medium">
          {isMe && <span className="print:hidden">You</span>}
          <span className={isMe ? "hidden print:inline" : ""}>{name}</span>
          {onBehalfOf && <span className="font-normal text-ink-2"> for {onBehalfOf}</span>}
        </span>
        <span className="block text-xs text-ink-3">
          <Ago at={at} suffix=" ago" />
          {vote.sha !== sha && ` on ${vote.sha.slice(0, 7)}`}
          {expiresAt && standing.state === "stands" && (
            <>
              , until <time dateTime={expiresAt}>{expiresAt.slice(0, 16).replace("T", " ")} UTC</time>
            </>
          )}
        </span>
      </p>
      <VoteMark vote={vote} />
      {words && <p className="col-span-2 col-start-2 pt-1 text-xs text-ink-2 wrap-anywhere">{words}</p>}
      {why && <p className="col-span-2 col-start-2 pt-1 text-xs text-stale">{why}</p>}
    </div>
  );
}

function describeEnd(standing: Exclude<VoteView["standing"], { state: "stands" }>): string {
  const why = `${standing.why}.`;
  if (standing.state === "stale") return `Void: ${why}`;
  if (standing.state === "suspended") return `Suspended: ${why} It counts again when that passes on the same commit.`;
  return why.charAt(0).toUpperCase() + why.slice(1);
}

"use client";

import { useEffect, useRef } from "react";
import { useAnnounce } from "@/components/ui/live-region";
import { VOTE_WORDS } from "@/lib/approvals/judge-decision";
import type { RoomView } from "@/lib/approvals/room-view";
import { describeState } from "./describe-room";

/** Says what moved while the room is open: at once that the own vote is void or the branch moved, everything else in turn. */
export function useRoomNews(room: RoomView | undefined): void {
  const { polite, assertive } = useAnnounce();
  const known = useRef<RoomView | null>(null);
  useEffect(() => {
    if (!room) return;
    const before = known.current;
    known.current = room;
    if (!before || before.decisionId !== room.decisionId) return;
    const urgent = listUrgent(before, room);
    const news = listNews(before, room);
    if (urgent.length > 0) assertive(urgent.join(" "));
    if (news.length > 0) polite(news.join(" "));
  }, [room, polite, assertive]);
}

const votesOf = ({ slots }: RoomView) => slots.flatMap(({ name, votes }) => votes.map((vote) => ({ slot: name, vote })));

export function listUrgent(before: RoomView, after: RoomView): string[] {
  const own = votesOf(after).find(({ vote }) => vote.id === after.me.voteId)?.vote;
  const then = votesOf(before).find(({ vote }) => vote.id === own?.id)?.vote;
  const moved =
    before.commit.sha === after.commit.sha
      ? []
      : [`The branch moved from ${before.commit.sha.slice(0, 7)} to ${after.commit.sha.slice(0, 7)}.`];
  const isVoid = own?.standing.state === "stale" || own?.standing.state === "expired";
  return own && isVoid && then?.standing.state !== own.standing.state
    ? [...moved, `Your ${VOTE_WORDS[own.kind]} is void: ${own.standing.state === "stands" ? "" : own.standing.why}.`]
    : moved;
}

export function listNews(before: RoomView, after: RoomView): string[] {
  const known = new Set(votesOf(before).map(({ vote }) => vote.id));
  const voted = votesOf(after)
    .filter(({ vote }) => !vote.isMe && !known.has(vote.id))
    .map(({ slot, vote }) => `${vote.name}: ${VOTE_WORDS[vote.kind]}, ${slot}.`);
  const remarks = after.remarks
    .filter(({ id }) => !before.remarks.some((one) => one.id === id))
    .map(({ name }) => `${name} remarked something.`);
  const [was, is] = [describeState(before).words, describeState(after).words];
  return [...voted, ...remarks, ...(was === is ? [] : [`${is}.`])];
}

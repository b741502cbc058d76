"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { flushSync } from "react-dom";
import { AsOf } from "@/components/frame/as-of";
import { Page } from "@/components/frame/page";
import { QueryProblem } from "@/components/frame/query-problem";
import { decisionQuery } from "@/components/queries";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { Icon } from "@/components/ui/icon";
import type { RoomView } from "@/lib/approvals/room-view";
import { BlockersCard } from "./blockers-card";
import { CHANGES_ID, ChangesCard } from "./changes-card";
import { ChecksCard } from "./checks-card";
import { ClosedNotice } from "./closed-notice";
import { DecisionPill } from "./decision-pill";
import { describeState } from "./describe-room";
import { FingerprintStrip } from "./fingerprint-strip";
import { GatesCard } from "./gates-card";
import { NotesCard } from "./notes-card";
import { OverrideBanner, OverrideCard } from "./override-card";
import { QuestionHead } from "./question-head";
import { QuestionsCard } from "./questions-card";
import { RecordCard } from "./record-card";
import { RemarksCard } from "./remarks-card";
import type { RoomActions } from "./room-actions";
import { OtherRounds, RoundCard } from "./round-card";
import { SlotsCard } from "./slots-card";
import { TagCard } from "./tag-card";
import { useRoomNews } from "./use-room-news";
import { useSeenChanges } from "./use-seen-changes";
import { VoteCard } from "./vote-card";

/** The go/no-go room: what is decided on, what changed since one's vote, who said what, and the vote itself. */
export function RoomScreen({ decisionId, actions }: { decisionId: string; actions: RoomActions }) {
  const { data: room, error } = useQuery(decisionQuery(decisionId));
  useRoomNews(room);
  if (!room) return <QueryProblem error={error} />;
  const { look, words } = describeState(room);
  const base = `/repositories/${room.owner}/${room.name}`;
  return (
    <Page
      title="Go/no-go"
      crumbs={[
        { href: base, label: room.name },
        { href: `${base}/releases/${encodeURIComponent(room.release)}`, label: room.release },
      ]}
      detail={<DecisionPill look={look}>{words}</DecisionPill>}
      aside={
        <>
          <AsOf at={room.asOf} />
          <Button className="max-md:hidden" onClick={() => window.print()}>
            <Icon name="print" size={14} />
            Print
          </Button>
          <Button className="max-md:hidden" onClick={() => void copyText(window.location.href, "Copied the link to this room.")}>
            <Icon name="link" size={14} />
            Copy link
          </Button>
        </>
      }
    >
      <div data-print="" data-touch="" className="px-3.5 py-4 md:px-6 print:p-0">
        <QueryProblem error={error} />
        <Room room={room} actions={actions} />
      </div>
    </Page>
  );
}

/** Both columns on a wide screen; below, one in the order in which it is read, with the vote at the thumb. */
function Room({ room, actions }: { room: RoomView; actions: RoomActions }) {
  const { changes, phase } = room;
  const [isOpen, setOpen] = useState(false);
  const seen = useSeenChanges(changes && phase === "open" ? room.fingerprint : null);
  const isTagFirst = phase !== "open" || room.tag.refusal === null;
  const tag = (className: string) => <TagCard room={room} actions={actions} className={className} />;
  const openChanges = () => {
    setOpen(true);
    seen.markSeen();
  };
  const showChanges = () => {
    if (window.matchMedia("(width < 48rem)").matches) flushSync(openChanges);
    const card = document.getElementById(CHANGES_ID);
    card?.scrollIntoView({ block: "start" });
    card?.focus({ preventScroll: true });
  };
  return (
    <div className="grid gap-4">
      <OverrideBanner room={room} actions={actions} />
      <QuestionHead room={room} />
      <ClosedNotice room={room} askDecision={actions.askDecision} />
      <FingerprintStrip room={room} />
      <div className="grid items-start gap-4 max-lg:contents lg:grid-cols-[minmax(0,1fr)_320px] xl:grid-cols-[minmax(0,1fr)_380px] print:contents">
        <div className="grid min-w-0 gap-3.5 max-lg:contents print:contents">
          {isTagFirst && phase !== "closed" && tag("order-1")}
          {changes && phase === "open" && (
            <ChangesCard className="order-2" changes={changes} isOpen={isOpen} onOpen={openChanges} endRef={seen.endRef} />
          )}
          {phase === "open" && (!isTagFirst || room.blockers.length > 0) && <BlockersCard room={room} className="order-3" />}
          <QuestionsCard room={room} answerQuestion={actions.answerQuestion} className="order-3" />
          <ChecksCard checks={room.checks} isOver={phase === "tagged"} className="order-6" />
          <GatesCard room={room} reviewRun={actions.reviewRun} className="order-6" />
          <NotesCard room={room} className="order-7" />
          <RemarksCard room={room} addRemark={actions.addRemark} className="order-8" />
          {!isTagFirst && tag("order-9")}
        </div>
        <aside aria-label="Who decides" className="grid min-w-0 gap-3.5 max-lg:contents print:contents">
          <SlotsCard room={room} remindSlot={actions.remindSlot} className="order-4" />
          <VoteCard room={room} actions={actions} isSeen={seen.isSeen} showChanges={showChanges} className="order-4 max-lg:order-last" />
          <RecordCard room={room} className="order-10" />
          <OverrideCard room={room} actions={actions} className="order-10" />
          <RoundCard room={room} closeDecision={actions.closeDecision} className="order-11" />
          <OtherRounds room={room} className="order-11" />
        </aside>
      </div>
    </div>
  );
}

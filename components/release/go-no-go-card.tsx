"use client";

import Link from "next/link";
import { useState } from "react";
import { DecisionPill } from "@/components/room/decision-pill";
import { describeLook } from "@/components/room/describe-room";
import type { AskDecision } from "@/components/room/room-actions";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { later } from "@/components/ui/later";
import type { ReleaseWithDecision } from "@/lib/approvals/room-view";
import type { CandidateView } from "@/lib/releases/release-views";

const AskDialog = later(() => import("@/components/room/ask-dialog").then((module) => module.AskDialog), "rarely");

interface GoNoGoCardProps {
  page: ReleaseWithDecision;
  candidate: CandidateView;
  askDecision: AskDecision;
}

/** The decision on the candidate that is looked at: where it is, or the way to ask for it. */
export function GoNoGoCard({ page, candidate, askDecision }: GoNoGoCardProps) {
  const [isAsking, setAsking] = useState(false);
  const { decision, owner, name, release } = page;
  if (!decision || (!decision.round && (candidate.isGone || release.publishedAt))) return null;
  const { round, askRefusal } = decision;
  const mayAsk = round === null || round.phase === "closed";
  const look = round && describeLook(round);
  return (
    <Card
      title="Go/no-go"
      detail={round && `round ${round.number}`}
      aside={look && <DecisionPill look={look.look}>{look.words}</DecisionPill>}
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 p-3.5">
        <p className="min-w-0 flex-1 basis-72 text-md">
          {round?.sentence ?? `Nobody has been asked whether ${candidate.version} may be published from ${candidate.sha.slice(0, 7)}.`}
          {round?.isOfCandidate === false && <span className="text-ink-2"> It is about another commit than this one.</span>}
        </p>
        {round && (
          <Button asChild look={round.phase === "open" ? "primary" : "plain"}>
            <Link href={`/repositories/${owner}/${name}/releases/${encodeURIComponent(release.version)}/go-no-go/${round.decisionId}`}>
              Open the go/no-go of {candidate.version}
            </Link>
          </Button>
        )}
        {mayAsk && (
          <Button blockedBy={askRefusal} onClick={() => setAsking(true)}>
            Ask for a go/no-go…
          </Button>
        )}
        {mayAsk && askRefusal && <p className="basis-full text-xs text-ink-3">{askRefusal}</p>}
      </div>
      {isAsking && (
        <AskDialog
          owner={owner}
          name={name}
          release={release.version}
          candidate={{ repositoryId: page.repositoryId, version: candidate.version, type: candidate.type, sha: candidate.sha }}
          askDecision={askDecision}
          onClose={() => setAsking(false)}
        />
      )}
    </Card>
  );
}

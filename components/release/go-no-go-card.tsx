"use client";

import Link from "next/link";
import { useState } from "react";
import { AskDialog } from "@/components/room/ask-dialog";
import { DecisionPill } from "@/components/room/decision-pill";
import { describeLook } from "@/components/room/describe-room";
import type { AskDecision } from "@/components/room/room-actions";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { CandidateView, ReleasePageView } from "@/lib/releases/release-views";

interface GoNoGoCardProps {
  page: ReleasePageView;
  candidate: CandidateView;
  askDecision: AskDecision;
}

/** The decision on the candidate that is looked at: where it is, or the way to ask for it. */
export function GoNoGoCard({ page, candidate, askDecision }: GoNoGoCardProps) {
  const [isAsking, setAsking] = useState(false);
  const { decision, askRefusal, owner, name, release } = page;
  if (candidate.isGone || (!decision && release.publishedAt)) return null;
  const isOver = decision?.phase === "closed";
  const look = decision && describeLook(decision);
  return (
    <Card
      title="Go/no-go"
      detail={decision && `round ${decision.round}`}
      aside={look && <DecisionPill look={look.look}>{look.words}</DecisionPill>}
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 p-3.5">
        <p className="min-w-0 flex-1 basis-72 text-md">
          {decision?.sentence ?? `Nobody has been asked whether ${candidate.version} may be published from ${candidate.sha.slice(0, 7)}.`}
        </p>
        {decision && (
          <Button asChild look={isOver ? "plain" : "primary"}>
            <Link href={`/repositories/${owner}/${name}/releases/${encodeURIComponent(release.version)}/go-no-go/${decision.decisionId}`}>
              Open the go/no-go of {candidate.version}
            </Link>
          </Button>
        )}
        {(!decision || isOver) && (
          <Button blockedBy={askRefusal} onClick={() => setAsking(true)}>
            Ask for a go/no-go…
          </Button>
        )}
        {!decision && askRefusal && <p className="basis-full text-xs text-ink-3">{askRefusal}</p>}
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

"use client";

import { useQuery } from "@tanstack/react-query";
import { PendingEnvironments } from "@/components/runs/pending-environments";
import { runQuery, runRemainsQuery } from "@/components/runs/run-queries";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { STATES } from "@/components/ui/state";
import type { RoomView } from "@/lib/approvals/room-view";
import type { ReviewRun } from "./room-actions";

interface GatesProps {
  room: RoomView;
  reviewRun: ReviewRun;
  className?: string;
}

/** What GitHub itself asks for beside the votes; a waiting environment can be answered here by who may. */
export function GatesCard({ room, reviewRun, className }: GatesProps) {
  if (room.gates.length === 0) return null;
  return (
    <Card title="GitHub’s own gates" className={className}>
      <ul className="divide-y divide-line">
        {room.gates.map((gate) => (
          <li key={`${gate.kind} ${gate.name} ${gate.url}`} className="grid gap-2 px-3.5 py-2.5" data-gate={gate.name}>
            <div className="flex items-start gap-2">
              <Icon name={gate.state} label={STATES[gate.state].word} className={`mt-0.5 ${STATES[gate.state].ink}`} />
              <p className="min-w-0 flex-1 wrap-anywhere">{gate.sentence}</p>
              <a
                href={gate.url}
                rel="noreferrer"
                className="inline-flex items-center gap-1 text-xs text-ink-2 hover:underline print:hidden"
              >
                {gate.name}
                <span className="sr-only"> on GitHub</span>
                <Icon name="out" size={14} />
              </a>
            </div>
            {gate.runId && gate.state === "needs-person" && <Environments room={room} runId={gate.runId} reviewRun={reviewRun} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The environments a run waits for, as the page of the run shows them. */
function Environments({ room, runId, reviewRun }: { room: RoomView; runId: string; reviewRun: ReviewRun }) {
  const { data: page } = useQuery(runQuery(room.owner, room.name, runId, null));
  const { data: remains } = useQuery({
    ...runRemainsQuery(room.owner, room.name, runId, page ? `${page.run.attempt} ${page.run.state}` : ""),
    enabled: page !== undefined,
  });
  if (!page || !remains) return null;
  return (
    <div className="print:hidden">
      <PendingEnvironments run={page.run} pending={remains.pending} review={reviewRun} />
    </div>
  );
}

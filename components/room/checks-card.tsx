"use client";

import { useState } from "react";
import { ClassChip } from "@/components/runs/class-chip";
import { Ago } from "@/components/ui/ago";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { useNow } from "@/components/ui/now";
import { describeAge } from "@/components/ui/relative-time";
import { StateLabel } from "@/components/ui/state";
import type { RoomCheck } from "@/lib/approvals/room-view";
import { count, countChecks } from "./describe-room";

const FEW = 12;
const CLASSES = ["required", "blocking", "allowed-to-fail"];

interface ChecksCardProps {
  checks: RoomCheck[];
  /** The round has its tag, and what the tag started is among them. */
  isOver: boolean;
  className?: string;
}

/** Every check with what it means, how it ended and how old that is; what did not pass stands first. */
export function ChecksCard({ checks, isOver, className }: ChecksCardProps) {
  const [isWhole, setWhole] = useState(false);
  const now = useNow();
  const rank = ({ state, class: own }: RoomCheck) => (state === "passed" ? 10 : 0) + CLASSES.indexOf(own);
  const sorted = checks.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
  const wrong = sorted.filter(({ state }) => state !== "passed").length;
  const shown = Math.max(FEW, wrong);
  const oldest = checks.flatMap(({ checkedAt }) => checkedAt ?? []).sort()[0];
  return (
    <Card
      title="Checks"
      className={className}
      detail={
        <span suppressHydrationWarning>
          {countChecks(checks)}
          {oldest && `, oldest fact ${describeAge(new Date(oldest), now)}`}
        </span>
      }
    >
      {checks.length === 0 ? (
        <p className="p-3.5 text-ink-2">No check has reported on this commit. That is not the same as passed.</p>
      ) : (
        <ul className="grid gap-x-8 px-3.5 py-1.5 xl:grid-cols-2 print:grid-cols-2">
          {sorted.map((check, index) => (
            <li
              key={check.name}
              data-check={check.name}
              data-state={check.state}
              className={classNames(
                "flex min-h-[30px] flex-wrap items-center gap-x-2 py-0.5 max-sm:border-b max-sm:border-line max-sm:py-1.5 max-sm:last:border-0",
                !isWhole && index >= shown && "hidden print:flex",
              )}
            >
              <span className="min-w-0 flex-1 basis-24 truncate max-sm:basis-full max-sm:whitespace-normal" title={check.name}>
                {check.url ? (
                  <a href={check.url} rel="noreferrer" className="hover:underline">
                    {check.name}
                    <Icon name="out" size={14} className="ms-1 inline-block align-[-2px] text-ink-3 print:hidden" />
                  </a>
                ) : (
                  check.name
                )}
              </span>
              <ClassChip class={check.class} />
              <span className="flex items-center gap-2 max-sm:ms-auto">
                <StateLabel state={check.state} />
                <span className="min-w-12 text-end text-xs text-ink-3">
                  {check.endedAt ? <Ago at={check.endedAt} /> : check.checkedAt ? <Ago at={check.checkedAt} /> : "never"}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {isOver && (
        <p className="px-3.5 pb-2.5 text-xs text-ink-3">As they are now; the record keeps them as they were when the tag was created.</p>
      )}
      {checks.length > shown && (
        <div className="px-3.5 pb-2.5 print:hidden">
          <Button size="small" look="ghost" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {isWhole ? "Show fewer" : `Show all ${count(checks.length, "check")}`}
          </Button>
        </div>
      )}
    </Card>
  );
}

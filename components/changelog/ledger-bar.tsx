"use client";

import { memo, useRef, useState } from "react";
import { Ago } from "@/components/ui/ago";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { later } from "@/components/ui/later";
import { StatePill } from "@/components/ui/state";
import { currentLedger, type LedgerRow, type Notes, sumLedger } from "@/lib/changelog/notes";
import type { NotesOperation } from "@/lib/changelog/notes-operation";
import { countReviewed } from "@/lib/changelog/review-progress";
import type { MarksView } from "@/lib/review/review-view";
import type { Draft } from "./use-draft";

const LedgerDialog = later(() => import("./ledger-dialog").then((module) => module.LedgerDialog));

type Outcome = LedgerRow["outcome"];

interface LedgerBarProps {
  draft: Draft;
  /** As the person sees them, with acts that are still on their way. */
  notes: Notes;
  change: (operation: NotesOperation) => boolean;
  /** Who has looked at how many entries. */
  marks: MarksView[];
}

/** `147 in = 143 placed + 3 merged + 1 dropped`, each number a list that can be read and acted on. */
export const LedgerBar = memo(function LedgerBar({ draft, notes, change, marks }: LedgerBarProps) {
  const [shown, setShown] = useState<Outcome | null>(null);
  // The button takes the focus from the list, so where it led last is remembered.
  const last = useRef<string | null>(null);
  const sums = sumLedger(draft.ledger, notes);
  const ledger = currentLedger(draft.ledger, notes);
  const origins = [...new Set(ledger.map(({ origin }) => origin))];
  const { left, total } = countReviewed(notes);
  return (
    <section
      aria-label="Ledger"
      className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b border-line bg-surface px-3.5 py-2.5 md:px-5"
    >
      <p className="tabular flex flex-wrap items-baseline gap-x-1.5 whitespace-nowrap">
        <b className="text-lg font-[640] tracking-tight">{sums.incoming}</b> in <span className="text-ink-3">=</span>
        {(["placed", "merged", "dropped"] as const).map((outcome, index) => (
          <span key={outcome} className="flex items-baseline gap-x-1.5">
            {index > 0 && <span className="text-ink-3">+</span>}
            <button type="button" onClick={() => setShown(outcome)} className="border-b border-dashed border-line-control">
              <b className="text-lg font-[640] tracking-tight">{sums[outcome]}</b> {outcome}
            </button>
          </span>
        ))}
      </p>
      <StatePill state={sums.isBalanced ? "passed" : "failed"}>
        {sums.isBalanced ? "Every entry accounted for" : "The ledger does not add up"}
      </StatePill>
      <p className="flex flex-wrap items-center gap-1.5 text-xs text-ink-3">
        from
        {origins.map((origin) => (
          <Chip key={origin} isCode>
            {origin} {ledger.filter((row) => row.origin === origin).length}
          </Chip>
        ))}
      </p>
      <p className="tabular ms-auto flex flex-wrap items-center gap-2 text-xs text-ink-2">
        <LastMark marks={marks} />
        {left === 0 ? `All ${total} reviewed` : `${left} of ${total} left to review`}
        {left > 0 && (
          <Button
            size="small"
            onClick={() => {
              last.current = focusNextUnreviewed(notes, last.current);
            }}
          >
            Go to the next
          </Button>
        )}
      </p>
      {shown && (
        <LedgerDialog
          outcome={shown}
          rows={ledger.filter(({ outcome }) => outcome === shown)}
          notes={notes}
          change={draft.editRefusal ? null : change}
          onClose={() => setShown(null)}
        />
      )}
    </section>
  );
});

/** Who marked an entry last, and when; how many each has looked at stands in the title and in the review. */
function LastMark({ marks }: { marks: MarksView[] }) {
  const [last] = [...marks].sort((a, b) => b.lastAt.localeCompare(a.lastAt));
  if (!last) return null;
  return (
    <span className="text-ink-3" title={marks.map(({ by, count }) => `${by.name} looked at ${count}`).join(", ")}>
      Last {last.by.name}, <Ago at={last.lastAt} suffix=" ago" />
    </span>
  );
}

/** Focuses the first entry after `last` that nobody has reviewed, from the top again at the end; answers with its id. */
function focusNextUnreviewed(notes: Notes, last: string | null): string | null {
  const reviewed = new Set(notes.reviewedIds);
  const rows = [...document.querySelectorAll<HTMLElement>("[data-board] [data-entry]")];
  const at = rows.findIndex((row) => row.dataset.entry === last);
  const next = [...rows.slice(at + 1), ...rows.slice(0, at + 1)].find((row) => !reviewed.has(row.dataset.entry ?? ""));
  next?.querySelector<HTMLElement>("[data-handle]")?.focus();
  return next?.dataset.entry ?? null;
}

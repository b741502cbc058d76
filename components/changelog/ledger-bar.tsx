"use client";

import { useState } from "react";
import { Chip } from "@/components/ui/chip";
import { Dialog } from "@/components/ui/dialog";
import { StatePill } from "@/components/ui/state";
import type { LedgerRow } from "@/lib/changelog/notes";
import type { Draft } from "./use-draft";

type Outcome = LedgerRow["outcome"];
const WORDS: Record<Outcome, string> = { placed: "placed", merged: "merged", dropped: "dropped" };

/** `147 in = 143 placed + 3 merged + 1 dropped`, each number a list that can be read. */
export function LedgerBar({ draft }: { draft: Draft }) {
  const [shown, setShown] = useState<Outcome | null>(null);
  const { sums, ledger } = draft;
  const origins = [...new Set(ledger.map(({ origin }) => origin))];
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
              <b className="text-lg font-[640] tracking-tight">{sums[outcome]}</b> {WORDS[outcome]}
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
      {shown && <LedgerDialog outcome={shown} rows={ledger.filter(({ outcome }) => outcome === shown)} onClose={() => setShown(null)} />}
    </section>
  );
}

function LedgerDialog({ outcome, rows, onClose }: { outcome: Outcome; rows: LedgerRow[]; onClose: () => void }) {
  return (
    <Dialog isOpen onClose={onClose} width="wide" title={`${rows.length} ${WORDS[outcome]}`} description={EXPLANATIONS[outcome]}>
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li key={row.id} className="grid gap-1 py-2">
            <p className="flex items-start gap-2">
              <Chip isCode>{row.origin}</Chip>
              {row.category && <Chip>{row.category}</Chip>}
            </p>
            <p className={row.outcome === "placed" ? "break-words" : "break-words text-ink-2 line-through decoration-line-strong"}>
              {row.raw}
            </p>
            {row.outcome === "merged" && (
              <p className="break-words">
                <span className="text-passed">became</span> {row.winner}
              </p>
            )}
            {row.outcome === "dropped" && <p className="text-ink-2">{row.reason}</p>}
          </li>
        ))}
        {rows.length === 0 && <li className="py-2 text-ink-2">None.</li>}
      </ul>
    </Dialog>
  );
}

const EXPLANATIONS: Record<Outcome, string> = {
  placed: "These stand in the notes, each exactly once.",
  merged: "These came again with the same references in the same category. The newest text stands in the notes.",
  dropped: "These are not in the notes, each for the reason beside it.",
};

"use client";

import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Dialog } from "@/components/ui/dialog";
import { entryBody } from "@/lib/changelog/entry-body";
import type { LedgerRow, Notes } from "@/lib/changelog/notes";
import type { NotesOperation } from "@/lib/changelog/notes-operation";

interface LedgerDialogProps {
  outcome: LedgerRow["outcome"];
  rows: LedgerRow[];
  notes: Notes;
  /** Null for somebody who may only read. */
  change: ((operation: NotesOperation) => boolean) | null;
  onClose: () => void;
}

const EXPLANATIONS: Record<LedgerRow["outcome"], string> = {
  placed: "These stand in the notes, each exactly once.",
  merged: "These came again with the same references in the same category. One text of each pair stands in the notes.",
  dropped: "These are not in the notes, each for the reason beside it.",
};

/** One column of the ledger: what came in, what became of it, and the way to decide otherwise. */
export function LedgerDialog({ outcome, rows, notes, change, onClose }: LedgerDialogProps) {
  return (
    <Dialog isOpen onClose={onClose} width="wide" title={`${rows.length} ${outcome}`} description={EXPLANATIONS[outcome]}>
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li key={row.id} className="grid gap-1 py-2">
            <p className="flex items-start gap-2">
              <Chip isCode>{row.origin}</Chip>
              {row.category && <Chip>{row.category}</Chip>}
            </p>
            {row.outcome === "placed" && <p className="break-words">{row.raw}</p>}
            {row.outcome === "merged" && <Pair row={row} notes={notes} change={change} />}
            {row.outcome === "dropped" && <Dropped row={row} notes={notes} change={change} />}
          </li>
        ))}
        {rows.length === 0 && <li className="py-2 text-ink-2">None.</li>}
      </ul>
    </Dialog>
  );
}

type PartProps<Outcome extends LedgerRow["outcome"]> = Pick<LedgerDialogProps, "notes" | "change"> & {
  row: Extract<LedgerRow, { outcome: Outcome }>;
};

/** Two texts of one entry; the one that stands in the notes, and a button to use the other one. */
function Pair({ row, notes, change }: PartProps<"merged">) {
  const entry = notes.entries[row.entryId];
  const texts = [
    { key: "newest", words: "the newest text", raw: row.winner },
    { key: "older", words: `the text of ${row.origin}`, raw: row.raw },
  ];
  return (
    <ul className="grid gap-1.5">
      {texts.map(({ key, words, raw }) => {
        const isUsed = entry?.raw === raw;
        return (
          <li key={key} className="flex flex-wrap items-start gap-2">
            <p className={isUsed ? "min-w-0 flex-1 basis-72 break-words" : "min-w-0 flex-1 basis-72 break-words text-ink-2"}>
              {entryBody(raw)}
            </p>
            {isUsed ? (
              <Chip look="accent">in the notes</Chip>
            ) : (
              change &&
              entry && (
                <Button
                  size="small"
                  aria-label={`Use ${words}: ${entryBody(raw)}`}
                  onClick={() =>
                    change({ type: "edit-entry", entryId: entry.id, raw, base: entry.origins[0]?.raw ?? entry.raw, seen: entry.raw })
                  }
                >
                  Use the other one
                </Button>
              )
            )}
          </li>
        );
      })}
      {entry && texts.every(({ raw }) => raw !== entry.raw) && (
        <li className="text-ink-2">The notes hold words of your own: “{entryBody(entry.raw)}”</li>
      )}
    </ul>
  );
}

function Dropped({ row, notes, change }: PartProps<"dropped">) {
  const { entryId } = row;
  const dropped = entryId === undefined ? undefined : notes.dropped?.[entryId];
  return (
    <div className="flex flex-wrap items-start gap-2">
      <p className="min-w-0 flex-1 basis-72 break-words text-ink-2 line-through decoration-line-strong">{row.raw}</p>
      {change && entryId && dropped && (
        <Button
          size="small"
          aria-label={`Take back in: ${entryBody(row.raw)}`}
          onClick={() => change({ type: "restore-entry", entryId, to: dropped.from })}
        >
          Take it back in
        </Button>
      )}
      <p className="basis-full text-ink-2">{row.reason}</p>
    </div>
  );
}

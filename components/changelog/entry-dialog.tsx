"use client";

import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { Dialog } from "@/components/ui/dialog";
import { TextArea } from "@/components/ui/field";
import { FieldDialog } from "@/components/ui/field-dialog";
import { later } from "@/components/ui/later";
import { applyOperation } from "@/lib/changelog/apply-operation";
import { entryBody, withBody } from "@/lib/changelog/entry-body";
import type { EntryHint } from "@/lib/changelog/entry-hints";
import type { Entry, Notes, Origin } from "@/lib/changelog/notes";
import type { NotesOperation } from "@/lib/changelog/notes-operation";
import type { DraftPulls } from "@/lib/changelog/referenced-pull";
import { Markdown } from "./markdown";
import { useRested } from "./use-rested";

const EntryPulls = later(() => import("./entry-pulls").then((module) => module.EntryPulls));

interface EntryDialogProps {
  notes: Notes;
  entry: Entry;
  hints: EntryHint[];
  pulls: DraftPulls | null;
  change: (operation: NotesOperation) => boolean;
  onClose: () => void;
}

/** The words of one entry as Markdown: written anew, taken from another candidate, or left out with a reason. */
export function EntryDialog({ notes, entry, hints, pulls, change, onClose }: EntryDialogProps) {
  const [body, setBody] = useState(() => entryBody(entry.raw));
  const [isLeavingOut, setLeavingOut] = useState(false);
  // The words this was opened on: when a colleague changes them meanwhile, saving asks instead of writing over them.
  const [seen] = useState(entry.raw);
  const rawOf = (words: string) => (words === entryBody(seen) ? seen : entry.kind === "passage" ? words : withBody(seen, words));
  const edit = useMemo(
    () => ({ type: "edit-entry" as const, entryId: entry.id, base: entry.origins[0]?.raw ?? seen, seen }),
    [entry, seen],
  );
  // The rule itself says what is wrong while the person types, a moment after the key; whoever saves before it has said
  // so is told by the act, and the server asks it again.
  const raw = rawOf(useRested(body) ?? body);
  const tried = useMemo(() => applyOperation(notes, { ...edit, raw }), [notes, edit, raw]);
  const fault = tried.ok ? null : tried.reason;
  const written = rawOf(body);
  const obstacle = written === seen ? "These are its words already." : written === raw ? fault : null;
  const save = () => {
    if (written !== seen && change({ ...edit, raw: written })) onClose();
  };
  if (isLeavingOut) return <LeaveOutDialog entry={entry} change={change} onClose={onClose} />;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      title={entry.kind === "passage" ? "Edit the text" : "Edit the entry"}
      acts={
        <>
          <Button look="danger" className="me-auto" onClick={() => setLeavingOut(true)}>
            Leave it out…
          </Button>
          <Button onClick={onClose}>Keep its words</Button>
          <Button look="primary" blockedBy={obstacle} onClick={save}>
            Save the words
          </Button>
        </>
      }
    >
      <div className="grid gap-3 pb-2">
        <TextArea
          label="Words, as Markdown"
          rows={Math.min(12, body.split("\n").length + 2)}
          value={body}
          maxLength={20_000}
          isCode
          onChange={(event) => setBody(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
          }}
          hint="Its references stand at the end; they are what the ledger knows it by."
        />
        {fault && (
          <p role="alert" className="text-failed">
            {fault}
          </p>
        )}
        {entry.raw !== seen && (
          <p role="status" className="text-needs-person">
            Somebody changed these words meanwhile, to “{entryBody(entry.raw)}”. When you save yours, you choose between the two.
          </p>
        )}
        {hints.map(({ type, label, sentence }) => (
          <p key={type + label} className="text-needs-person">
            {sentence}
          </p>
        ))}
        <section aria-label="How it will read" className="rounded-sm border border-line bg-surface px-3 py-2">
          <Markdown text={raw} />
        </section>
        <EntryPulls entry={entry} pulls={pulls} />
        <OtherTexts entry={entry} current={raw} choose={(origin) => setBody(entryBody(origin.raw))} />
      </div>
    </Dialog>
  );
}

/** The texts other candidates had for the same entry. */
function OtherTexts({ entry, current, choose }: { entry: Entry; current: string; choose: (origin: Origin) => void }) {
  const others = entry.origins.filter(({ raw }) => raw !== current);
  if (others.length === 0) return null;
  return (
    <section aria-label="Other texts" className="grid gap-2">
      <h3 className="text-xs text-ink-3">Other texts of the same entry</h3>
      {others.map((origin) => (
        <div key={origin.version} className="flex flex-wrap items-start gap-2 rounded-sm bg-sunken px-3 py-2">
          <Chip isCode>{origin.version}</Chip>
          <p className="min-w-0 flex-1 basis-60 break-words text-ink-2">{entryBody(origin.raw)}</p>
          <Button size="small" aria-label={`Use the words of ${origin.version}`} onClick={() => choose(origin)}>
            Use these words
          </Button>
        </div>
      ))}
    </section>
  );
}

function LeaveOutDialog({ entry, change, onClose }: Pick<EntryDialogProps, "entry" | "change" | "onClose">) {
  return (
    <FieldDialog
      title="Leave this entry out"
      description={entry.text}
      label="Reason"
      hint="It stands in the ledger beside the entry, which can be taken back in from there."
      maxLength={500}
      keep="Keep it in the notes"
      act="Leave it out"
      look="danger"
      obstacleOf={(reason) => (reason.trim() === "" ? { reason: "Say why; the reason stands in the ledger.", isShown: false } : null)}
      onAct={(reason) => {
        const focusNeighbour = neighbourOf(entry.id);
        if (!change({ type: "drop-entry", entryId: entry.id, reason })) return;
        onClose();
        requestAnimationFrame(focusNeighbour);
      }}
      onClose={onClose}
    />
  );
}

/** Focuses the entry beside one that is about to go, so that the keyboard goes on from there. */
function neighbourOf(entryId: string): () => void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-board] [data-entry]")];
  const at = rows.findIndex((row) => row.dataset.entry === entryId);
  const neighbour = rows[at + 1] ?? rows[at - 1];
  return () => neighbour?.querySelector<HTMLElement>("[data-handle]")?.focus();
}

"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { later } from "@/components/ui/later";
import { useAnnounce } from "@/components/ui/live-region";
import { Notice } from "@/components/ui/notice";
import { entryBody } from "@/lib/changelog/entry-body";
import type { TextConflict } from "@/lib/changelog/find-conflict";
import type { Notes } from "@/lib/changelog/notes";
import type { NotesOperation } from "@/lib/changelog/notes-operation";
import { writeText } from "@/lib/changelog/text-change";
import { keyOfSubject, readText } from "@/lib/changelog/text-subject";
import { listUndecided } from "@/lib/changelog/undecided";
import { type RefusedAct, settleRefused } from "@/lib/changelog/unsaved-acts";
import type { UnsavedStore } from "./unsaved-store";

// The editor of the dialog is larger than the whole board: it comes when somebody needs it.
const ConflictDialog = later(() => import("./conflict-dialog").then((module) => module.ConflictDialog), "rarely");

interface ChoicesProps {
  notes: Notes;
  refused: RefusedAct[];
  store: UnsavedStore | null;
  change: (operation: NotesOperation) => boolean;
  refusal: string | null;
}

/** Texts that wait for a person: those the changelog changed under, which everybody sees, and one's own that were refused. */
export function Choices({ notes, refused, store, change, refusal }: ChoicesProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const undecided = listUndecided(notes);
  const own = refused.flatMap((act) => (act.conflict ? [{ act, conflict: act.conflict }] : []));
  const others = refused.filter(({ conflict }) => !conflict);
  useAnnouncedCount(own.length + undecided.length);
  const settle = (requestId: string) => store?.update((unsaved) => settleRefused(unsaved, requestId));
  const openOwn = own.find(({ act }) => act.requestId === chosen);
  const openShared = undecided.find((conflict) => keyOf(conflict) === chosen);
  return (
    <div id="choices" className="grid gap-2 py-2.5 empty:hidden">
      {own.map(({ act, conflict }) => (
        <Notice
          key={act.requestId}
          look="needs-person"
          title={`${conflict.theirsBy ?? "The changelog"} changed ${conflict.name} while you were away.`}
          acts={<ChooseButton conflict={conflict} refusal={null} onClick={() => setChosen(act.requestId)} />}
        >
          Your words are kept on this device. Nothing was written over.
        </Notice>
      ))}
      {undecided.map((conflict) => (
        <Notice
          key={keyOf(conflict)}
          look="needs-person"
          title={
            conflict.theirs === null
              ? `The changelog has ${conflict.name} no longer.`
              : `The changelog changed ${conflict.name} under an edit${conflict.yoursBy ? ` of ${conflict.yoursBy}` : ""}.`
          }
          acts={<ChooseButton conflict={conflict} refusal={refusal} onClick={() => setChosen(keyOf(conflict))} />}
        >
          {conflict.theirs === null ? "The words that were written for it are kept." : "Both texts are kept."} The notes are committed when
          somebody has chosen.
        </Notice>
      ))}
      {others.map((act) => (
        <Notice
          key={act.requestId}
          look="needs-person"
          title={`Not saved: ${act.sentence}.`}
          acts={
            <>
              {wordsOf(act.operation) && (
                <Button onClick={() => void copyText(wordsOf(act.operation), "Copied the words.")}>Copy the words</Button>
              )}
              <Button onClick={() => settle(act.requestId)}>Discard it</Button>
              <Button look="primary" blockedBy={refusal} onClick={() => change(act.operation) && settle(act.requestId)}>
                Try again
              </Button>
            </>
          }
        >
          {act.reason}
          {wordsOf(act.operation) && ` Your words are kept on this device: “${wordsOf(act.operation)}”`}
        </Notice>
      ))}
      {openOwn && (
        <ConflictDialog
          notes={notes}
          conflict={{ ...openOwn.conflict, theirs: readText(notes, openOwn.conflict.subject) }}
          names={{ theirs: openOwn.conflict.theirsBy ?? "The changelog", yours: "You" }}
          planText={(text, theirs) => writeText(openOwn.conflict.subject, text, theirs, baseOf(notes, openOwn.conflict, theirs))}
          onDecide={(operation) => {
            if (operation && !change(operation)) return;
            settle(openOwn.act.requestId);
            setChosen(null);
          }}
          onClose={() => setChosen(null)}
        />
      )}
      {openShared && (
        <ConflictDialog
          notes={notes}
          conflict={{ ...openShared, theirs: readText(notes, openShared.subject) }}
          names={{ theirs: "The changelog", yours: openShared.yoursBy ?? "You" }}
          planText={(text, theirs) => planDecision(openShared, text, theirs)}
          onDecide={(operation) => {
            const text = readText(notes, openShared.subject);
            if (change(operation ?? planDecision(openShared, text, text))) setChosen(null);
          }}
          onClose={() => setChosen(null)}
        />
      )}
    </div>
  );
}

function ChooseButton({ conflict, refusal, onClick }: { conflict: TextConflict; refusal: string | null; onClick: () => void }) {
  return (
    <Button look="primary" blockedBy={refusal} aria-label={`Choose the words of ${conflict.name}`} onClick={onClick}>
      Choose the words…
    </Button>
  );
}

const keyOf = ({ subject, yours }: TextConflict) => `${keyOfSubject(subject)} ${yours}`;

function planDecision({ subject, yours, theirs: base }: TextConflict, text: string | null, seen: string | null): NotesOperation {
  return { type: "decide-text", subject, yours, text, seen, base };
}

/** What the changelog holds of an entry; other texts are held by the notes alone. */
function baseOf(notes: Notes, { subject }: TextConflict, theirs: string): string {
  return notes.entries[subject.id]?.origins[0]?.raw ?? theirs;
}

function wordsOf(operation: NotesOperation): string {
  switch (operation.type) {
    case "edit-entry":
      return entryBody(operation.raw);
    case "drop-entry":
      return operation.reason;
    case "create-subsection":
      return [operation.title, operation.description].filter(Boolean).join(": ");
    case "rename-subsection":
    case "rename-category":
      return operation.title;
    case "describe-subsection":
      return operation.description;
    case "decide-text":
      return operation.text ?? "";
    default:
      return "";
  }
}

/** Says once when another text begins to wait. */
function useAnnouncedCount(count: number): void {
  const { polite } = useAnnounce();
  const said = useRef(0);
  useEffect(() => {
    if (count > said.current) polite(count === 1 ? "1 text waits for your decision." : `${count} texts wait for your decision.`);
    said.current = count;
  }, [count, polite]);
}

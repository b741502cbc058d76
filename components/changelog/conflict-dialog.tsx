"use client";

import { diffWordsWithSpace } from "diff";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { Dialog } from "@/components/ui/dialog";
import { applyOperation } from "@/lib/changelog/apply-operation";
import { entryBody, withBody } from "@/lib/changelog/entry-body";
import type { TextConflict } from "@/lib/changelog/find-conflict";
import type { Notes } from "@/lib/changelog/notes";
import type { NotesOperation } from "@/lib/changelog/notes-operation";
import { MergeEditor } from "./merge-editor";

interface ConflictDialogProps {
  notes: Notes;
  /** With the text that stands there now. */
  conflict: TextConflict;
  /** Whose words they are. */
  names: { theirs: string; yours: string };
  /** The act that writes a text over theirs. */
  planText: (text: string, theirs: string) => NotesOperation;
  /** Null leaves theirs as they stand. */
  onDecide: (operation: NotesOperation | null) => void;
  onClose: () => void;
}

/** The three-way choice: what stood there, both texts, and what shall stand there, which begins as yours. */
export function ConflictDialog({ notes, conflict, names, planText, onDecide, onClose }: ConflictDialogProps) {
  const { base, yours, theirs, subject, name } = conflict;
  const isBullet = subject.type === "entry" && notes.entries[subject.id]?.kind !== "passage";
  const toWords = (text: string) => (isBullet ? entryBody(text) : text);
  const toText = (words: string) => (isBullet ? withBody(theirs ?? yours, words) : words);
  const [words, setWords] = useState(() => toWords(yours));
  const mine = names.yours === "You" ? "Use mine" : `Use those of ${names.yours}`;
  if (theirs === null)
    return (
      <Dialog
        isOpen
        onClose={onClose}
        title={`The words for ${name}`}
        description="What they belonged to is no longer there. Copy them to use them elsewhere, or let them go."
        acts={
          <>
            <Button onClick={() => void copyText(toWords(yours), "Copied the words.")}>Copy the words</Button>
            <Button look="danger" onClick={() => onDecide(null)}>
              Let the words go
            </Button>
          </>
        }
      >
        <Pane title={names.yours === "You" ? "Yours" : `Written by ${names.yours}`} words={toWords(yours)} base={toWords(base)} />
      </Dialog>
    );
  const planOf = (text: string) => planText(text, theirs);
  const faultOf = (text: string) => {
    const tried = applyOperation(notes, planOf(text));
    return tried.ok ? null : tried.reason;
  };
  const fault = words === toWords(theirs) ? null : faultOf(toText(words));
  const save = (text: string) => onDecide(text === theirs ? null : planOf(text));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      title={`Choose the words of ${name}`}
      description="Two texts were written over the same words. Take one, or write what shall stand there."
      acts={
        <>
          <Button className="me-auto" onClick={onClose}>
            Decide later
          </Button>
          <Button onClick={() => onDecide(null)}>Use theirs</Button>
          <Button blockedBy={faultOf(yours)} onClick={() => save(yours)}>
            {mine}
          </Button>
          <Button look="primary" blockedBy={fault} onClick={() => save(toText(words))}>
            Save this text
          </Button>
        </>
      }
    >
      <div className="grid gap-3 pb-2">
        <div className="grid gap-2 md:grid-cols-3">
          <Pane title="Before both" words={toWords(base)} base={toWords(base)} />
          <Pane title={`Theirs: ${names.theirs}`} words={toWords(theirs)} base={toWords(base)} />
          <Pane title={names.yours === "You" ? "Yours" : `Edited by ${names.yours}`} words={toWords(yours)} base={toWords(base)} />
        </div>
        <section aria-labelledby="merge-title" className="grid gap-1">
          <h3 id="merge-title" className="text-xs text-ink-3">
            What shall stand there, compared with theirs
          </h3>
          <MergeEditor label="The text that is saved" original={toWords(theirs)} initial={words} onChange={setWords} />
        </section>
        {fault && (
          <p role="alert" className="text-failed">
            {fault}
          </p>
        )}
      </div>
    </Dialog>
  );
}

/** One of the texts, with what it says otherwise than before marked. */
function Pane({ title, words, base }: { title: string; words: string; base: string }) {
  return (
    <section aria-label={title} className="min-w-0 rounded-sm border border-line bg-surface px-3 py-2">
      <h3 className="text-xs text-ink-3">{title}</h3>
      <p className="break-words whitespace-pre-wrap">
        {diffWordsWithSpace(base, words)
          .filter(({ removed }) => !removed)
          .map(({ value, added }, index) =>
            added ? (
              <ins key={index} className="rounded-[3px] bg-accent-tint no-underline">
                {value}
              </ins>
            ) : (
              value
            ),
          )}
      </p>
    </section>
  );
}

"use client";

import { useState } from "react";
import { useStored } from "@/components/changelog/use-stored";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
import { LONGEST_COMMENT } from "@/lib/review/review-view";
import type { Answer } from "./use-review-act";

interface ComposerProps {
  label: string;
  /** What the button does. */
  act: string;
  /** Under which name this tab keeps what is being written. */
  keep: string;
  initial?: string;
  /** Sends it; the id is the same until it was taken, so that sending again repeats nothing. */
  send: (text: string, id: string) => Promise<Answer>;
  onSent?: () => void;
  /** What leaves it, and does that; without, it cannot be left. */
  leave?: { label: string; do: () => void };
  autoFocus?: boolean;
}

/** A field for a comment. What is written stays in this tab until it is sent. */
export function Composer({ label, act, keep, initial = "", send, onSent, leave, autoFocus }: ComposerProps) {
  const [stored, store] = useStored("session", keep);
  const [id, setId] = useState(() => crypto.randomUUID());
  const [isSending, setSending] = useState(false);
  const text = stored ?? initial;
  const obstacle = isSending ? "It is being sent." : text.trim() === "" ? "Write something first." : null;
  const submit = async () => {
    if (obstacle) return;
    setSending(true);
    const answer = await send(text.trim(), id);
    setSending(false);
    if (answer !== "done") return;
    store("");
    setId(crypto.randomUUID());
    onSent?.();
  };
  return (
    <div className="grid gap-2">
      <TextArea
        label={label}
        rows={3}
        value={text}
        maxLength={LONGEST_COMMENT}
        autoFocus={autoFocus}
        onChange={(event) => store(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void submit();
        }}
      />
      <div className="flex flex-wrap gap-1.5">
        <Button size="small" look="primary" blockedBy={obstacle} aria-keyshortcuts="Control+Enter" onClick={() => void submit()}>
          {act}
        </Button>
        {leave && (
          <Button
            size="small"
            look="ghost"
            onClick={() => {
              if (initial) store(initial);
              leave.do();
            }}
          >
            {leave.label}
          </Button>
        )}
      </div>
    </div>
  );
}

"use client";

import { useState } from "react";
import { useStored } from "@/components/changelog/use-stored";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextArea } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { LONGEST_COMMENT, type StepView } from "@/lib/review/review-view";
import type { Review } from "./use-review";

const WORDS: Record<StepView["kind"], { title: string; description: string; label: string; act: string; said: string }> = {
  ask: {
    title: "Ask for a review of the text",
    description: "Everybody who may review sees that you asked, and on which text.",
    label: "What to look at (may stay empty)",
    act: "Ask for a review",
    said: "Asked for a review.",
  },
  "request-changes": {
    title: "Request changes",
    description: "They stand until you answer again.",
    label: "What should change",
    act: "Request changes",
    said: "Requested changes.",
  },
  approve: {
    title: "Approve the text",
    description: "You approve exactly the text you see now. As soon as it changes, your approval is shown as stale.",
    label: "A remark (may stay empty)",
    act: "Approve exactly this text",
    said: "Approved the text.",
  },
};

interface StepDialogProps {
  kind: StepView["kind"];
  review: Review;
  /** The revision in sight when the dialog was opened: what the answer is bound to. */
  revision: number;
  onClose: () => void;
}

/** Asking for a review, or the answer to it, bound to the text in sight. */
export function StepDialog({ kind, review, revision, onClose }: StepDialogProps) {
  const { draftId, view, actions, act } = review;
  const words = WORDS[kind];
  const [stored, store] = useStored("session", `${kind} ${draftId}`);
  const [stepId] = useState(() => crypto.randomUUID());
  const [isSending, setSending] = useState(false);
  const text = stored ?? "";
  const obstacle = isSending ? "It is being sent." : kind === "request-changes" && text.trim() === "" ? "Say what should change." : null;
  const submit = async () => {
    if (obstacle) return;
    setSending(true);
    const step = { stepId, draftId, revision, words: text.trim() };
    const answer = await act(
      () => (kind === "ask" ? actions.askForReview(step) : actions.giveVerdict({ ...step, verdict: kind })),
      words.said,
    );
    setSending(false);
    if (answer === "done") store("");
    // What was refused is refused again; what was lost on its way is sent again with the same number.
    if (answer !== "lost") onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.title}
      description={words.description}
      acts={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button look="primary" blockedBy={obstacle} aria-keyshortcuts="Control+Enter" onClick={() => void submit()}>
            {words.act}
          </Button>
        </>
      }
    >
      <div className="grid gap-3 pb-2">
        {kind === "approve" && view.hasWritten && (
          <Notice look="info" title="You wrote in this draft.">
            Your approval is shown as own text, so somebody else should approve it as well.
          </Notice>
        )}
        <TextArea
          label={words.label}
          rows={4}
          value={text}
          maxLength={LONGEST_COMMENT}
          onChange={(event) => store(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void submit();
          }}
        />
      </div>
    </Dialog>
  );
}

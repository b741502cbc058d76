"use client";

import { useState } from "react";
import { Ago } from "@/components/ui/ago";
import { Button } from "@/components/ui/button";
import { CommentItem } from "./comment-item";
import { Composer } from "./composer";
import type { PlacedThread, Review } from "./use-review";

interface ThreadCardProps {
  placed: PlacedThread;
  review: Review;
  /** What the conversation is about, for its name. */
  about: string;
  /** True where it was opened to be answered. */
  isAnswered?: boolean;
  onSent?: () => void;
}

/** One conversation with its answers, and the ways to reply and to settle it. */
export function ThreadCard({ placed: { thread, place }, review, about, isAnswered = false, onSent }: ThreadCardProps) {
  const [isReplying, setReplying] = useState(isAnswered && thread.resolved === null);
  const { draftId, view, actions, act } = review;
  const settle = (isResolved: boolean) =>
    void act(
      () => actions.settleThread({ threadId: thread.id, isResolved }),
      isResolved ? "Resolved the conversation." : "Reopened the conversation.",
    );
  return (
    <article
      aria-label={`Conversation about ${about}`}
      data-thread={thread.id}
      className="rounded-md border border-line bg-raised px-3 pb-2.5"
    >
      <ul className="divide-y divide-line">
        {thread.comments.map((comment) => (
          <CommentItem key={comment.id} comment={comment} place={place} review={review} />
        ))}
      </ul>
      {thread.resolved && (
        <p className="pb-1.5 text-xs text-ink-2">
          Resolved by {thread.resolved.by.name} <Ago at={thread.resolved.at} suffix=" ago" />
        </p>
      )}
      {isReplying && (
        <Composer
          label="Your reply, as Markdown"
          act="Reply"
          keep={`reply ${thread.id}`}
          autoFocus={!isAnswered}
          send={(text, commentId) => act(() => actions.replyToThread({ draftId, threadId: thread.id, commentId, text }), "Replied.")}
          onSent={() => {
            setReplying(false);
            onSent?.();
          }}
          leave={{ label: "Not now", do: () => setReplying(false) }}
        />
      )}
      {view.refusal === null && !isReplying && (
        <p className="flex flex-wrap gap-1">
          <Button size="small" onClick={() => setReplying(true)}>
            Reply…
          </Button>
          <Button size="small" look="ghost" onClick={() => settle(thread.resolved === null)}>
            {thread.resolved ? "Reopen" : "Resolve"}
          </Button>
        </p>
      )}
    </article>
  );
}

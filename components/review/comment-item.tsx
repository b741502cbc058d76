"use client";

import { useState } from "react";
import { Markdown } from "@/components/changelog/markdown";
import { Ago } from "@/components/ui/ago";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { entryText } from "@/lib/changelog/references";
import type { CommentView } from "@/lib/review/review-view";
import { Composer } from "./composer";
import type { PlacedThread, Review } from "./use-review";

const DISCLOSURE = "text-xs text-ink-2 [&>summary]:min-h-6 [&>summary]:cursor-pointer [&>summary]:content-center";

/** One comment: who, when, what; its former words, and the words it was made on where they are others by now. */
export function CommentItem({ comment, place, review }: { comment: CommentView; place: PlacedThread["place"]; review: Review }) {
  const [doing, setDoing] = useState<"edit" | "withdraw" | null>(null);
  const { id, by, at, text, withdrawnAt, about, earlier } = comment;
  const { view, actions, act } = review;
  const isOwn = by.id === view.me && view.refusal === null && text !== null;
  const isOnOtherWords = about !== null && place.on === "entry" && about !== place.raw;
  if (text === null)
    return (
      <li className="py-2 text-ink-3">
        Withdrawn by {by.name} <Ago at={withdrawnAt ?? at} suffix=" ago" />
      </li>
    );
  return (
    <li className="grid gap-1 py-2">
      <p className="flex flex-wrap items-center gap-x-1.5 text-xs text-ink-3">
        <Avatar name={by.name} />
        <b className="text-ink">{by.name}</b>
        <Ago at={at} suffix=" ago" />
      </p>
      {doing === "edit" ? (
        <Composer
          label="Your comment, as Markdown"
          act="Save the comment"
          keep={`edit ${id} ${earlier.length}`}
          initial={text}
          autoFocus
          leave={{ label: "Leave it as it was", do: () => setDoing(null) }}
          send={(words) => act(() => actions.editComment({ commentId: id, text: words }), "Changed your comment.")}
          onSent={() => setDoing(null)}
        />
      ) : (
        <Markdown text={text} />
      )}
      {isOnOtherWords && (
        <details className={DISCLOSURE}>
          <summary>Made on other words</summary>
          <p className="border-s-2 border-line-strong ps-2 break-words">{entryText(about)}</p>
        </details>
      )}
      {earlier.length > 0 && (
        <details className={DISCLOSURE}>
          <summary>Edited, {earlier.length === 1 ? "once" : `${earlier.length} times`}</summary>
          <ol className="grid gap-1">
            {earlier.map((version) => (
              <li key={version.at} className="border-s-2 border-line-strong ps-2">
                <Ago at={version.at} suffix=" ago" />: <span className="break-words whitespace-pre-wrap">{version.text}</span>
              </li>
            ))}
          </ol>
        </details>
      )}
      {isOwn && doing === null && (
        <p className="flex gap-1">
          <Button look="ghost" size="small" onClick={() => setDoing("edit")}>
            Edit
          </Button>
          <Button look="ghost" size="small" onClick={() => setDoing("withdraw")}>
            Withdraw…
          </Button>
        </p>
      )}
      {doing === "withdraw" && (
        <p className="flex flex-wrap items-center gap-1">
          <span className="text-xs text-ink-2">Its words are shown to nobody then; your name stays.</span>
          <Button
            look="danger"
            size="small"
            onClick={() => void act(() => actions.withdrawComment({ commentId: id }), "Withdrew your comment.")}
          >
            Withdraw the comment
          </Button>
          <Button size="small" onClick={() => setDoing(null)}>
            Keep it
          </Button>
        </p>
      )}
    </li>
  );
}

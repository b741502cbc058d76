"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Entry } from "@/lib/changelog/notes";
import { Composer } from "./composer";
import { ThreadCard } from "./thread-card";
import type { Review } from "./use-review";

/** The conversations about one entry, opened to say something. */
export function EntryCommentsDialog({ entry, review, onClose }: { entry: Entry; review: Review; onClose: () => void }) {
  const own = review.threads.filter(({ place }) => place.on === "entry" && place.entryId === entry.id);
  const lastOpen = own.findLast(({ thread }) => !thread.resolved);
  const [isBeginning, setBeginning] = useState(lastOpen === undefined);
  const [threadId] = useState(() => crypto.randomUUID());
  const { draftId, view, actions, act } = review;
  return (
    <Dialog isOpen onClose={onClose} title="Comments on this entry" description={entry.text}>
      <div className="grid gap-3 pb-3">
        {own.map((placed) => (
          <ThreadCard
            key={placed.thread.id}
            placed={placed}
            review={review}
            about={entry.text}
            isAnswered={placed === lastOpen && view.refusal === null}
            onSent={onClose}
          />
        ))}
        {view.refusal !== null ? (
          <p className="text-ink-2">{view.refusal}</p>
        ) : isBeginning ? (
          <Composer
            label="Your comment, as Markdown"
            act="Comment on this entry"
            keep={`comment ${draftId} ${entry.id}`}
            send={(text, commentId) =>
              act(() => actions.startThread({ draftId, threadId, commentId, entryId: entry.id, text }), `Commented on “${entry.text}”.`)
            }
            onSent={onClose}
          />
        ) : (
          <Button className="justify-self-start" onClick={() => setBeginning(true)}>
            Begin another conversation…
          </Button>
        )}
      </div>
    </Dialog>
  );
}

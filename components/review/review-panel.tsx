"use client";

import { useEffect, useRef, useState } from "react";
import { QueryProblem } from "@/components/frame/query-problem";
import { Ago } from "@/components/ui/ago";
import { Button } from "@/components/ui/button";
import type { Notes } from "@/lib/changelog/notes";
import type { MarksView } from "@/lib/review/review-view";
import { Composer } from "./composer";
import { groupThreads } from "./group-threads";
import { ReviewStanding } from "./review-standing";
import { RoundList } from "./round-list";
import { ThreadGroups } from "./thread-groups";
import type { Review } from "./use-review";

interface ReviewPanelProps {
  review: Review | null;
  error: Error | null;
  notes: Notes;
  revision: number;
  unsaved: string | null;
  /** Brings an entry into sight. */
  show: (entryId: string) => void;
}

/** The review of the text: where it stands, what is open, what was settled, and every round. */
export function ReviewPanel({ review, error, notes, revision, unsaved, show }: ReviewPanelProps) {
  const panel = useRef<HTMLElement>(null);
  useFocusKept(panel, review);
  if (!review) return <QueryProblem error={error} />;
  const { view, threads } = review;
  const open = threads.filter(({ thread }) => !thread.resolved);
  const resolved = threads.filter(({ thread }) => thread.resolved);
  const isEmpty = threads.length === 0 && view.steps.length === 0;
  return (
    <section ref={panel} aria-label="Review" className="flex min-h-0 flex-1 flex-col">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1) */}
      <section tabIndex={0} aria-label="Verdicts and comments" data-review-panel="" className="min-h-0 flex-1 overflow-auto">
        <QueryProblem error={error} />
        <ReviewStanding review={review} revision={revision} unsaved={unsaved} />
        {view.marks.length > 0 && <MarksLine marks={view.marks} />}
        <div className="grid gap-4 px-4 py-3">
          {isEmpty && <Lesson />}
          <section aria-label="Open conversations" className="grid gap-3">
            <h3>{open.length > 0 ? `Open conversations, ${open.length}` : "No open conversation"}</h3>
            <ThreadGroups groups={groupThreads(open, notes)} review={review} show={show} />
            {view.refusal === null && <NotesComposer review={review} />}
          </section>
          {resolved.length > 0 && (
            <details>
              <summary className="min-h-6 cursor-pointer content-center font-semibold">Resolved conversations, {resolved.length}</summary>
              <div className="grid gap-3 pt-2">
                <ThreadGroups groups={groupThreads(resolved, notes)} review={review} show={show} />
              </div>
            </details>
          )}
          {view.steps.length > 0 && (
            <section aria-label="Rounds" className="grid gap-2">
              <h3>Rounds</h3>
              <RoundList steps={view.steps} />
            </section>
          )}
        </div>
      </section>
    </section>
  );
}

/** What a review is, for whoever sees none yet. */
function Lesson() {
  return (
    <p className="text-ink-2">
      Nobody has said anything yet. When the notes are ready to be read, ask for a review: others comment on entries (press{" "}
      <kbd className="rounded-xs border border-line-strong px-1 text-2xs">c</kbd> on one), request changes, or approve exactly this text.
      Every round stays on record.
    </p>
  );
}

/** Who has looked at how many entries, so that somebody else can go on. */
function MarksLine({ marks }: { marks: MarksView[] }) {
  const [latest] = [...marks].sort((a, b) => b.lastAt.localeCompare(a.lastAt));
  return (
    <p className="border-b border-line px-4 py-2 text-ink-2" data-marks="">
      {marks.map(({ by, count }, index) => `${by.name}${index === 0 ? " looked" : ""} at ${count}`).join(", ")}
      {latest && (
        <span className="text-xs text-ink-3">
          {" "}
          · last {latest.by.name}, <Ago at={latest.lastAt} suffix=" ago" />
        </span>
      )}
    </p>
  );
}

function NotesComposer({ review: { draftId, actions, act } }: { review: Review }) {
  const [isOpen, setOpen] = useState(false);
  const [threadId, setThreadId] = useState(() => crypto.randomUUID());
  if (!isOpen)
    return (
      <Button size="small" className="justify-self-start" onClick={() => setOpen(true)}>
        Comment on the notes…
      </Button>
    );
  return (
    <Composer
      label="Your comment on the notes as a whole, as Markdown"
      act="Comment on the notes"
      keep={`comment ${draftId}`}
      autoFocus
      send={(text, commentId) =>
        act(() => actions.startThread({ draftId, threadId, commentId, entryId: null, text }), "Commented on the notes.")
      }
      onSent={() => {
        setThreadId(crypto.randomUUID());
        setOpen(false);
      }}
      leave={{ label: "Not now", do: () => setOpen(false) }}
    />
  );
}

/** What had the focus may be gone after an answer; then it comes to the panel, unless somebody has gone on elsewhere. */
function useFocusKept(panel: React.RefObject<HTMLElement | null>, review: Review | null): void {
  const wasInside = useRef(false);
  useEffect(() => {
    const { current } = panel;
    const remember = () => {
      wasInside.current = current?.contains(document.activeElement) ?? false;
    };
    document.addEventListener("focusin", remember);
    return () => document.removeEventListener("focusin", remember);
  });
  useEffect(() => {
    if (wasInside.current && document.activeElement === document.body)
      panel.current?.querySelector<HTMLElement>("[data-review-panel]")?.focus({ preventScroll: true });
  }, [panel, review]);
}

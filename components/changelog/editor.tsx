"use client";

import { useState } from "react";
import { Page } from "@/components/frame/page";
import { QueryProblem } from "@/components/frame/query-problem";
import { HandEdits } from "@/components/release/hand-edits";
import { focusEntry } from "@/components/review/focus-entry";
import { useEntryComments } from "@/components/review/use-entry-comments";
import { useReview } from "@/components/review/use-review";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { later } from "@/components/ui/later";
import { useAnnounce } from "@/components/ui/live-region";
import { Notice } from "@/components/ui/notice";
import { Segmented } from "@/components/ui/segmented";
import type { ChangelogPageView } from "@/lib/changelog/changelog-page-view";
import type { ChangelogActions } from "./actions";
import { Board } from "./board";
import { ChoiceCount } from "./choice-count";
import { EntryContextProvider } from "./entry-context";
import { EntryDialog } from "./entry-dialog";
import { explainObstacle, isPassing, UNSAVED } from "./explain-obstacle";
import { LedgerBar } from "./ledger-bar";
import { Outline } from "./outline";
import { PresenceList, useTellEditing } from "./presence";
import { Saved } from "./saved";
import { SIDES, type Side, SidePane } from "./side-pane";
import { UndoButtons } from "./undo-buttons";
import { type Draft, useDraft } from "./use-draft";
import { useDraftPulls } from "./use-draft-pulls";
import { useEntries } from "./use-entries";
import { useRested } from "./use-rested";
import { type CommitResult, useResult, useSource } from "./use-result";
import { useUndoKeys } from "./use-undo-keys";

/** Read by those who press for it. */
const EntryCommentsDialog = later(() => import("@/components/review/entry-comments-dialog").then((module) => module.EntryCommentsDialog));
const BranchNotice = later(() => import("./branch-notice").then((module) => module.BranchNotice));
const ProposalNotice = later(() => import("./proposal-notice").then((module) => module.ProposalNotice));
const Choices = later(() => import("./choices").then((module) => module.Choices));
const CommitDialog = later(() => import("./commit-dialog").then((module) => module.CommitDialog));

/** The changelog editor: outline, entries by category, and exactly what will be committed. */
export function Editor({ page, draftId, actions }: { page: ChangelogPageView; draftId: string; actions: ChangelogActions }) {
  const { draft, notes, error, change, undo, redo, saveState, isAhead, renew, store, refused } = useDraft(draftId, actions);
  // What is committed is what was looked at: a colleague's change while the dialog is open is refused, not slipped in.
  const [committing, setCommitting] = useState<{ draft: Draft; result: CommitResult } | null>(null);
  const [isCommitAsked, askToCommit] = useState(false);
  // Where there is room for one pane only, the entries or what stands beside them.
  const [isAside, setIsAside] = useState(false);
  const [side, setSide] = useState<Side>("result");
  const [editing, setEditing] = useState<string | null>(null);
  const changelog = useSource(draft);
  // Typing, dragging and saving go first; the result follows a moment later.
  const rested = useRested(notes);
  const result = useResult(changelog, draft, rested);
  const { polite } = useAnnounce();
  const [commented, setCommented] = useState<string | null>(null);
  const { review, error: reviewError } = useReview(draftId, notes, actions.review);
  const comments = useEntryComments(review, setCommented);
  const pulls = useDraftPulls(draft);
  const entries = useEntries({ changelog, version: page.version, notes, rested, pulls, change, edit: setEditing, comments });
  useTellEditing(editing);
  useUndoKeys(undo.take, redo.take);
  if (!draft || !notes) return <QueryProblem error={error} />;
  const base = `/repositories/${page.owner}/${page.name}`;
  const show = async (entryId: string) => {
    setIsAside(false);
    if (!(await focusEntry(entryId, notes))) polite("The search leaves this entry out. Empty it to see the entry.");
  };
  const current = rested === notes ? result : null;
  const obstacle = explainObstacle({ draft, notes, result: current, saveState, refused });
  const blockedBy = isPassing(obstacle, saveState) ? null : obstacle;
  if (isCommitAsked && (blockedBy || (!obstacle && current))) {
    askToCommit(false);
    if (!obstacle && current) setCommitting({ draft, result: current });
  }
  return (
    <Page
      title="Notes"
      crumbs={[
        { href: base, label: page.name },
        { href: `${base}/releases/${page.version}`, label: page.version },
      ]}
      detail={
        <code className="hidden items-center gap-1.5 text-xs lg:inline-flex">
          <Icon name="branch" size={14} />
          {draft.branch} at {draft.headSha.slice(0, 7)}
        </code>
      }
      aside={
        <>
          <PresenceList notes={notes} />
          <ChoiceCount notes={notes} refused={refused} />
          <Saved save={saveState} at={draft.savedAt} />
          <UndoButtons undo={undo} redo={redo} />
          <Button look="primary" blockedBy={blockedBy} onClick={() => askToCommit(true)}>
            Commit the notes…
          </Button>
        </>
      }
    >
      <LedgerBar draft={draft} notes={notes} change={change} marks={review?.view.marks ?? []} />
      <div className="px-3.5 empty:hidden md:px-5">
        <HandEdits edits={page.handEdits} className="my-2.5" />
        {draft.proposal && (
          <ProposalNotice proposal={draft.proposal} branch={draft.branch} obstacle={blockedBy} onUpdate={() => askToCommit(true)} />
        )}
        <BranchNotice draft={draft} move={actions.move} onMoved={renew} />
        <Choices notes={notes} refused={refused} store={store} change={change} refusal={draft.editRefusal} />
        {draft.editRefusal && (
          <Notice look="needs-person" title="You see this draft and cannot change it." className="my-3">
            {draft.editRefusal}
          </Notice>
        )}
        <QueryProblem error={error} />
      </div>
      <div className="border-b border-line px-3.5 py-2 xl:hidden">
        <Segmented
          label="Pane"
          value={isAside ? side : "entries"}
          onChange={(chosen) => {
            setIsAside(chosen !== "entries");
            if (chosen !== "entries") setSide(chosen);
          }}
          options={[{ value: "entries", label: "Entries" }, ...SIDES]}
        />
      </div>
      <div className="grid min-h-0 flex-1 lg:grid-cols-[196px_minmax(0,1fr)] xl:grid-cols-[196px_minmax(0,1fr)_minmax(380px,476px)]">
        <Outline notes={notes} />
        <div className={isAside ? "min-w-0 max-xl:hidden" : "min-w-0"}>
          <EntryContextProvider value={entries}>
            <Board notes={notes} draftId={draft.id} change={change} refusal={draft.editRefusal} />
          </EntryContextProvider>
        </div>
        <div className={isAside ? "min-w-0 max-xl:col-start-2 max-lg:col-start-1" : "min-w-0 max-xl:hidden"}>
          <SidePane
            page={page}
            draft={draft}
            notes={notes}
            source={changelog?.text ?? null}
            pulls={pulls}
            result={result}
            change={change}
            actions={actions}
            side={side}
            onSide={setSide}
            reviewed={{ review, error: reviewError, unsaved: isAhead ? UNSAVED : null, show }}
          />
        </div>
      </div>
      {editing && notes.entries[editing] && (
        <EntryDialog
          notes={notes}
          entry={notes.entries[editing]}
          hints={entries.hints.get(editing) ?? []}
          pulls={pulls}
          change={change}
          onClose={() => setEditing(null)}
        />
      )}
      {commented && review && notes.entries[commented] && (
        <EntryCommentsDialog entry={notes.entries[commented]} review={review} onClose={() => setCommented(null)} />
      )}
      {committing && (
        <CommitDialog
          draft={committing.draft}
          result={committing.result}
          actions={actions}
          releaseHref={`${base}/releases/${page.version}`}
          onClose={() => {
            setCommitting(null);
            void renew();
          }}
        />
      )}
    </Page>
  );
}

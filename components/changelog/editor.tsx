"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Page } from "@/components/frame/page";
import { QueryProblem } from "@/components/frame/query-problem";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/notice";
import { Segmented } from "@/components/ui/segmented";
import type { ChangelogPageView } from "@/lib/changelog/changelog-page-view";
import { type Notes, sumLedger } from "@/lib/changelog/notes";
import type { ChangelogActions } from "./actions";
import { Board } from "./board";
import { BranchNotice } from "./branch-notice";
import { EntryContextProvider } from "./entry-context";
import { EntryDialog } from "./entry-dialog";
import { LedgerBar } from "./ledger-bar";
import { Outline } from "./outline";
import { Saved } from "./saved";
import { SIDES, type Side, SidePane } from "./side-pane";
import { type Draft, type SaveState, useDraft } from "./use-draft";
import { useEntries } from "./use-entries";
import { type CommitResult, useResult, useSource } from "./use-result";
import { useUndoKeys } from "./use-undo-keys";

const CommitDialog = dynamic(() => import("./commit-dialog").then((module) => module.CommitDialog), { ssr: false });

/** The changelog editor: outline, entries by category, and exactly what will be committed. */
export function Editor({ page, draftId, actions }: { page: ChangelogPageView; draftId: string; actions: ChangelogActions }) {
  const { draft, notes, error, change, undo, redo, saveState, renew } = useDraft(draftId, actions);
  // What is committed is what was looked at: a colleague's change while the dialog is open is refused, not slipped in.
  const [committing, setCommitting] = useState<{ draft: Draft; result: CommitResult } | null>(null);
  // Where there is room for one pane only, the entries or what stands beside them.
  const [isAside, setIsAside] = useState(false);
  const [side, setSide] = useState<Side>("result");
  const [editing, setEditing] = useState<string | null>(null);
  const changelog = useSource(draft);
  const result = useResult(changelog, draft, notes);
  const entries = useEntries({ changelog, version: page.version, notes, change, edit: setEditing });
  useUndoKeys(undo, redo);
  if (!draft || !notes) return <QueryProblem error={error} />;
  const base = `/repositories/${page.owner}/${page.name}`;
  const obstacle = commitObstacle(draft, notes, result, saveState);
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
          <Saved state={saveState} at={draft.savedAt} />
          <span className="flex">
            <Button
              look="ghost"
              size="square"
              aria-label={draft.undo ? `Undo: ${draft.undo}` : "Undo"}
              blockedBy={draft.undo ? null : "There is nothing of yours to undo."}
              aria-keyshortcuts="Control+Z"
              onClick={undo}
            >
              <Icon name="undo" />
            </Button>
            <Button
              look="ghost"
              size="square"
              aria-label={draft.redo ? `Redo: ${draft.redo}` : "Redo"}
              blockedBy={draft.redo ? null : "There is nothing of yours to do again."}
              aria-keyshortcuts="Control+Shift+Z"
              onClick={redo}
            >
              <Icon name="redo" />
            </Button>
          </span>
          <Button look="primary" blockedBy={obstacle} onClick={() => result && setCommitting({ draft, result })}>
            Commit the notes…
          </Button>
        </>
      }
    >
      <LedgerBar draft={draft} notes={notes} change={change} />
      <div className="px-3.5 empty:hidden md:px-5">
        <BranchNotice draft={draft} move={actions.move} onMoved={renew} />
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
            result={result}
            change={change}
            actions={actions}
            side={side}
            onSide={setSide}
          />
        </div>
      </div>
      {editing && notes.entries[editing] && (
        <EntryDialog
          notes={notes}
          entry={notes.entries[editing]}
          hints={entries.hints.get(editing) ?? []}
          change={change}
          onClose={() => setEditing(null)}
        />
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

/** Why the notes cannot be committed now, as a sentence; null when they can. */
function commitObstacle(draft: Draft, notes: Notes, result: CommitResult | null, saveState: SaveState): string | null {
  if (draft.editRefusal) return draft.editRefusal;
  if (draft.branchState.state === "gone") return `The branch ${draft.branch} is gone.`;
  if (draft.branchState.state === "moved") return `${draft.branch} moved. Move your draft onto its new head first.`;
  if (!sumLedger(draft.ledger, notes).isBalanced) return "The ledger does not add up, so committing could lose an entry.";
  if (!result) return "The result is still being computed.";
  if (result.before === result.after) return "The file holds exactly these notes already.";
  return saveState === "saved" ? null : "Your last change is still being saved.";
}

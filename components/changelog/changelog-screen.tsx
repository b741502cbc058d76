"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { Page } from "@/components/frame/page";
import { QueryProblem } from "@/components/frame/query-problem";
import { changelogPageQuery } from "@/components/queries";
import { HandEdits } from "@/components/release/hand-edits";
import { useLaterParts } from "@/components/ui/later";
import type { ChangelogActions } from "./actions";
import { Editor } from "./editor";
import { PresenceRoom } from "./presence";

/** Neither is there while a draft is open. */
const UndoCommit = dynamic(() => import("@/components/release/undo-commit").then((module) => module.UndoCommit));
const StartNotes = dynamic(() => import("./start-notes").then((module) => module.StartNotes));

/** The notes of a release: the editor when a draft is open, else the way to open one, or the reason why there is none. */
export function ChangelogScreen({
  owner,
  name,
  version,
  actions,
}: {
  owner: string;
  name: string;
  version: string;
  actions: ChangelogActions;
}) {
  const { data: page, error } = useQuery(changelogPageQuery(owner, name, version));
  useLaterParts();
  if (!page) return <QueryProblem error={error} />;
  if (page.draftId)
    return (
      <PresenceRoom draftId={page.draftId}>
        <Editor page={page} draftId={page.draftId} actions={actions} />
      </PresenceRoom>
    );
  const base = `/repositories/${page.owner}/${page.name}`;
  return (
    <Page
      title="Notes"
      crumbs={[
        { href: base, label: page.name },
        { href: `${base}/releases/${page.version}`, label: page.version },
      ]}
    >
      <div className="grid max-w-4xl gap-3.5 px-3.5 py-4 md:px-6">
        <HandEdits edits={page.handEdits} />
        {page.undoable && <UndoCommit commit={page.undoable} undo={actions.undoCommit} />}
        <StartNotes page={page} open={actions.open} />
      </div>
    </Page>
  );
}

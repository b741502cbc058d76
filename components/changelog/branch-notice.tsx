"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { toast } from "sonner";
import { unwrap } from "@/components/refusal";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { useAnnounce } from "@/components/ui/live-region";
import { Notice } from "@/components/ui/notice";
import { renderNotesBody } from "@/lib/changelog/render-notes";
import type { ChangelogActions } from "./actions";
import type { Draft } from "./use-draft";

/** The branch is not where the draft was made: what happened, that nothing is lost, and the way out. */
export function BranchNotice({ draft, move, onMoved }: { draft: Draft; move: ChangelogActions["move"]; onMoved: () => Promise<void> }) {
  const { assertive } = useAnnounce();
  const { branchState, branch } = draft;
  const said = useRef(branchState.state);
  useEffect(() => {
    if (branchState.state !== said.current && branchState.state !== "as-seen")
      assertive(branchState.state === "moved" ? `The branch ${branch} moved.` : `The branch ${branch} is gone.`);
    said.current = branchState.state;
  }, [branchState.state, branch, assertive]);
  const mutation = useMutation({
    mutationFn: async () => unwrap(await move({ draftId: draft.id })),
    onSuccess: async ({ head, lost, undecided }) => {
      const waiting = undecided === 0 ? "" : ` ${undecided === 1 ? "1 text waits" : `${undecided} texts wait`} for a decision.`;
      toast(
        lost.length === 0
          ? `Your draft stands on ${head.slice(0, 7)} now; ${waiting ? `everything else fits.${waiting}` : "all your changes fit."}`
          : `Your draft stands on ${head.slice(0, 7)} now.${waiting} ${lost.length} changes no longer fit: ${lost.join(" ")}`,
        {
          duration: lost.length === 0 ? 8000 : 60_000,
        },
      );
      await onMoved();
    },
  });
  if (branchState.state === "as-seen") return null;
  if (branchState.state === "gone")
    return (
      <Notice look="failed" title={`The branch ${branch} is gone.`} className="my-2.5" acts={<CopyMarkdown draft={draft} />}>
        Your notes are kept here. Restore the branch and they can be committed again, or copy them as Markdown.
      </Notice>
    );
  const head = branchState.head.slice(0, 7);
  return (
    <Notice
      look="needs-person"
      title={`${branch} moved from ${draft.headSha.slice(0, 7)} to ${head}.`}
      className="my-2.5"
      acts={
        <>
          <CopyMarkdown draft={draft} />
          <Button look="primary" blockedBy={draft.editRefusal} onClick={() => mutation.mutate()}>
            {mutation.isPending ? "Moving…" : `Move my draft onto ${head}`}
          </Button>
        </>
      }
    >
      {mutation.error
        ? mutation.error.message
        : `Its newest commit is “${branchState.subject}”. Your notes are kept; moving them reads the changelog there and applies your changes to it again.`}
    </Notice>
  );
}

function CopyMarkdown({ draft }: { draft: Draft }) {
  return <Button onClick={() => void copyText(renderNotesBody(draft.notes), "Copied the notes as Markdown.")}>Copy as Markdown</Button>;
}

"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { unwrap } from "@/components/refusal";
import { Ago } from "@/components/ui/ago";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import type { UndoableCommit } from "@/lib/releases/undoable-commit";
import type { Result } from "@/lib/transport/result";

export type UndoCommitAction = (input: { draftId: string; sha: string }) => Promise<Result<{ branch: string; head: string }>>;

/** The notes were committed and the branch is still there: the way back, with what it does before it does it. */
export function UndoCommit({ commit, undo }: { commit: UndoableCommit; undo: UndoCommitAction }) {
  const [isAsking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const { branch, sha, before, mode, version, by, at } = commit;
  const [short, shortBefore] = [sha.slice(0, 7), before.slice(0, 7)];
  const label = `Put ${branch} back to ${shortBefore}`;
  const mutation = useMutation({
    mutationFn: async () => unwrap(await undo({ draftId: commit.draftId, sha })),
    onSuccess: async () => {
      toast(`${branch} is at ${shortBefore} again. Its notes are open for editing.`);
      setAsking(false);
      await Promise.all(["release", "changelog", "draft"].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
    },
  });
  return (
    <>
      <Notice
        look="info"
        title={`The notes of ${version} are on ${branch} as ${short}.`}
        acts={
          <Button blockedBy={commit.refusal} onClick={() => setAsking(true)}>
            {label}…
          </Button>
        }
      >
        {by} {mode === "amend" ? `amended ${shortBefore}` : `added a commit to ${shortBefore}`} <Ago at={at} suffix=" ago" />. While the
        branch stays there, this can be taken back.
      </Notice>
      {isAsking && (
        <Dialog
          isOpen
          onClose={() => setAsking(false)}
          title={`${label}?`}
          acts={
            <>
              <Button onClick={() => setAsking(false)}>Keep {short}</Button>
              <Button look="danger" blockedBy={mutation.isPending ? "It is being put back now." : null} onClick={() => mutation.mutate()}>
                {mutation.isPending ? "Putting it back…" : label}
              </Button>
            </>
          }
        >
          <ul className="grid list-disc gap-1 ps-5">
            <li>
              {branch} moves from <code>{short}</code> to <code>{shortBefore}</code>, only if it is still at <code>{short}</code>.
            </li>
            <li>Its workflows start again on {shortBefore}.</li>
            <li>The notes of {version} are opened for editing as they were committed.</li>
          </ul>
          {mutation.error && <Notice look="failed" title={mutation.error.message} className="mt-3" />}
        </Dialog>
      )}
    </>
  );
}

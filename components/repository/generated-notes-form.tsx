"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { repositoryQuery } from "@/components/queries";
import { unwrap } from "@/components/refusal";
import type { RepositoryView } from "@/lib/releases/release-views";
import type { Result } from "@/lib/transport/result";

interface GeneratedNotesFormProps {
  repository: RepositoryView;
  setNotesGenerated: (input: { repositoryId: string; notesAreGenerated: boolean }) => Promise<Result<unknown>>;
}

/** Whether a release tool writes the notes, so that nobody edits them by hand. */
export function GeneratedNotesForm({ repository, setNotesGenerated }: GeneratedNotesFormProps) {
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<boolean | null>(null);
  const save = useMutation({
    mutationFn: async (notesAreGenerated: boolean) => {
      unwrap(await setNotesGenerated({ repositoryId: repository.id, notesAreGenerated }));
      return notesAreGenerated;
    },
    onSuccess: (isGenerated) => toast(isGenerated ? "Saved. The notes are read-only now." : "Saved. The notes can be edited now."),
    onError: (error) => toast.error(error.message),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: repositoryQuery(repository.owner, repository.name).queryKey });
      setChosen(null);
    },
  });
  const refusal = repository.canConfigure ? null : "Changing this needs the role maintain on GitHub.";
  return (
    <label className="flex items-start gap-2" title={refusal ?? undefined}>
      <input
        type="checkbox"
        className="mt-1 accent-accent-solid"
        checked={chosen ?? repository.notesAreGenerated}
        aria-disabled={refusal !== null}
        onChange={(event) => {
          if (refusal) return;
          setChosen(event.target.checked);
          save.mutate(event.target.checked);
        }}
      />
      <span>
        A tool writes the notes
        <span className="block text-xs text-ink-3">
          {refusal ?? "Then nobody edits them by hand here, as procedures with Release Please demand."}
        </span>
      </span>
    </label>
  );
}

"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { repositoryQuery } from "@/components/queries";
import { unwrap } from "@/components/refusal";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import type { RepositoryView } from "@/lib/releases/release-views";
import type { Result } from "@/lib/transport/result";

interface GeneratedNotesFormProps {
  repository: RepositoryView;
  setNotesGenerated: (input: { repositoryId: string; notesAreGenerated: boolean; toolLogins?: string[] }) => Promise<Result<unknown>>;
}

/** Whether a release tool writes the notes, so that nobody edits them by hand; and who the tool is. */
export function GeneratedNotesForm({ repository, setNotesGenerated }: GeneratedNotesFormProps) {
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<boolean | null>(null);
  const [logins, setLogins] = useState(repository.toolLogins.join(", "));
  const save = useMutation({
    mutationFn: async (change: { notesAreGenerated: boolean; toolLogins?: string[] }) => {
      unwrap(await setNotesGenerated({ repositoryId: repository.id, ...change }));
      return change;
    },
    onSuccess: ({ notesAreGenerated, toolLogins }) => {
      if (toolLogins) toast(`Saved. Commits of ${toolLogins.join(", ") || "bots"} are the tool’s.`);
      else toast(notesAreGenerated ? "Saved. The notes are read-only now." : "Saved. The notes can be edited now.");
    },
    onError: (error) => toast.error(error.message),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: repositoryQuery(repository.owner, repository.name).queryKey });
      setChosen(null);
    },
  });
  const refusal = repository.canConfigure ? null : "Changing this needs the role maintain on GitHub.";
  const isGenerated = chosen ?? repository.notesAreGenerated;
  return (
    <>
      <label className="flex items-start gap-2" title={refusal ?? undefined}>
        <input
          type="checkbox"
          className="mt-1 accent-accent-solid"
          checked={isGenerated}
          aria-disabled={refusal !== null}
          onChange={(event) => {
            if (refusal) return;
            setChosen(event.target.checked);
            save.mutate({ notesAreGenerated: event.target.checked });
          }}
        />
        <span>
          A tool writes the notes
          <span className="block text-xs text-ink-3">
            {refusal ??
              "Then nobody edits them by hand here, as procedures with Release Please demand, and a hand edit on GitHub is an alarm."}
          </span>
        </span>
      </label>
      {isGenerated && (
        <form
          className="mt-2 grid gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (!refusal) save.mutate({ notesAreGenerated: true, toolLogins: logins.split(/[\s,]+/).filter(Boolean) });
          }}
        >
          <TextField
            label="Logins of the tool"
            value={logins}
            readOnly={refusal !== null}
            hint="Beside those that end with [bot]. Separate them by commas."
            onChange={(event) => setLogins(event.target.value)}
          />
          <div>
            <Button type="submit" size="small" blockedBy={refusal}>
              Save the logins
            </Button>
          </div>
        </form>
      )}
    </>
  );
}

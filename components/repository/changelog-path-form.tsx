"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import type { RepositoryView } from "@/lib/releases/release-views";
import type { Result } from "@/lib/transport/result";

interface ChangelogPathFormProps {
  repository: RepositoryView;
  setChangelogPath: (input: { repositoryId: string; path: string }) => Promise<Result<unknown>>;
}

/** Where this repository keeps its changelog; empty lets Slipway look for it. */
export function ChangelogPathForm({ repository, setChangelogPath }: ChangelogPathFormProps) {
  const [path, setPath] = useState(repository.changelogPath ?? "");
  const save = useMutation({
    mutationFn: async () => {
      const result = await setChangelogPath({ repositoryId: repository.id, path });
      if (!result.ok) throw new Error(result.message);
    },
    onSuccess: () => toast("Saved. The changelog is read again now."),
  });
  const refusal = repository.canConfigure ? null : "Changing the path needs the role maintain on GitHub.";
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!refusal) save.mutate();
      }}
    >
      <TextField
        label="Path"
        value={path}
        onChange={(event) => setPath(event.target.value)}
        placeholder="CHANGELOG.md"
        readOnly={refusal !== null}
        problem={save.error?.message}
        hint={refusal}
      />
      {!refusal && (
        <Button
          type="submit"
          className="justify-self-start"
          blockedBy={path === (repository.changelogPath ?? "") ? "This is the path already." : null}
        >
          Save the path
        </Button>
      )}
    </form>
  );
}

"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import type { RepositoryView } from "@/lib/releases/release-views";
import type { Result } from "@/lib/transport/result";

interface TimeZoneFormProps {
  repository: RepositoryView;
  setTimeZone: (input: { repositoryId: string; timeZone: string }) => Promise<Result<unknown>>;
}

/** Whose calendar day stands in the heading of a release that has no date yet. */
export function TimeZoneForm({ repository, setTimeZone }: TimeZoneFormProps) {
  const [timeZone, setZone] = useState(repository.timeZone);
  const list = useId();
  const save = useMutation({
    mutationFn: async () => {
      const result = await setTimeZone({ repositoryId: repository.id, timeZone });
      if (!result.ok) throw new Error(result.message);
    },
    onSuccess: () => toast("Saved. New drafts are dated in this time zone."),
  });
  const refusal = repository.canConfigure ? null : "Changing the time zone needs the role maintain on GitHub.";
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!refusal) save.mutate();
      }}
    >
      <TextField
        label="Time zone of release dates"
        list={list}
        value={timeZone}
        onChange={(event) => setZone(event.target.value)}
        placeholder="UTC"
        readOnly={refusal !== null}
        problem={save.error?.message}
        hint={refusal}
      />
      <datalist id={list}>
        {Intl.supportedValuesOf("timeZone").map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {!refusal && (
        <Button
          type="submit"
          className="justify-self-start"
          blockedBy={timeZone === repository.timeZone ? "This is the time zone already." : null}
        >
          Save the time zone
        </Button>
      )}
    </form>
  );
}

"use client";

import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { toast } from "sonner";
import { unwrap } from "@/components/refusal";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import type { Result } from "@/lib/transport/result";

interface SettingFormProps {
  label: string;
  placeholder: string;
  /** The value that is saved now. */
  value: string;
  save: (value: string) => Promise<Result<unknown>>;
  /** What the button does, what is said when it is done, and why it does nothing to the value that is saved already. */
  act: string;
  saved: string;
  unchanged: string;
  /** Why this person may not change it; null when they may. */
  refusal: string | null;
  /** Id of a list of values to choose from, which `children` holds. */
  list?: string;
  children?: ReactNode;
}

/** One setting of a repository that is a line of text, with the button that saves it. */
export function SettingForm({ value, save, act, saved, unchanged, refusal, children, ...field }: SettingFormProps) {
  const [text, setText] = useState(value);
  const mutation = useMutation({ mutationFn: async () => unwrap(await save(text)), onSuccess: () => toast(saved) });
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!refusal) mutation.mutate();
      }}
    >
      <TextField
        {...field}
        value={text}
        onChange={(event) => setText(event.target.value)}
        readOnly={refusal !== null}
        problem={mutation.error?.message}
        hint={refusal}
      />
      {children}
      {!refusal && (
        <Button type="submit" className="justify-self-start" blockedBy={text === value ? unchanged : null}>
          {act}
        </Button>
      )}
    </form>
  );
}

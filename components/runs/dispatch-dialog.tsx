"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { unwrap } from "@/components/refusal";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SelectField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { type DispatchInput, initialValues, problemOf } from "@/lib/runs/dispatch-form";
import type { RunsPageView, WorkflowForm } from "@/lib/runs/run-views";
import type { Result } from "@/lib/transport/result";
import { runsQuery, workflowFormsQuery } from "./run-queries";

export type DispatchAction = (input: {
  repositoryId: string;
  pressId: string;
  workflowId: number;
  ref: string;
  inputs: Record<string, string>;
}) => Promise<Result<{ runId: string | null }>>;

/** Starts a workflow by hand: on which branch, which one, with what it asks for. */
export function DispatchDialog({ page, dispatch, onClose }: { page: RunsPageView; dispatch: DispatchAction; onClose: () => void }) {
  const [ref, setRef] = useState(page.defaultBranch);
  const [asked, setAsked] = useState(page.defaultBranch);
  const { data: forms, error, isFetching } = useQuery(workflowFormsQuery(page.owner, page.name, asked));
  const [chosen, setChosen] = useState<number | null>(null);
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const form = forms?.find(({ id }) => id === chosen) ?? forms?.[0];
  const values = form ? { ...initialValues(form.inputs), ...answers } : {};
  const problems = (form?.inputs ?? []).filter((input) => problemOf(input, values[input.name] ?? ""));
  const start = useStart(page, dispatch, onClose);
  const obstacle =
    ref !== asked
      ? "Its workflows are looked up first."
      : !form
        ? "There is no workflow to start."
        : start.isPending
          ? "GitHub is being asked."
          : problems.length > 0
            ? `Fill in ${problems.map(({ name }) => name).join(", ")}.`
            : null;
  const submit = () => {
    if (obstacle || !form) return;
    const inputs = Object.fromEntries(form.inputs.map(({ name }) => [name, values[name] ?? ""]));
    start.mutate({ form, ref: asked, inputs });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Start a workflow"
      description="GitHub runs it as you, on the newest commit of the branch or tag."
      acts={
        <>
          <Button onClick={onClose}>Start nothing</Button>
          <Button look="primary" blockedBy={obstacle} onClick={submit}>
            {form ? `Start ${form.name} on ${asked}` : "Start"}
          </Button>
        </>
      }
    >
      <form
        className="grid gap-3 pb-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (ref === asked) submit();
          else setAsked(ref);
        }}
      >
        <TextField
          label="Branch or tag"
          value={ref}
          maxLength={255}
          onChange={(event) => setRef(event.target.value)}
          onBlur={() => setAsked(ref)}
          hint={isFetching ? "Reading its workflows…" : "What a workflow asks for is read from its file there."}
          problem={error?.message}
        />
        {forms?.length === 0 && (
          <Notice look="info" title={`No workflow on ${asked} can be started by hand.`}>
            Add <code>workflow_dispatch</code> to the <code>on:</code> of one, or choose another branch.
          </Notice>
        )}
        {form && (
          <SelectField
            label="Workflow"
            value={String(form.id)}
            onChange={(event) => {
              setChosen(Number(event.target.value));
              setAnswers({});
            }}
            options={(forms ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
          />
        )}
        {form?.inputs.map((input) => (
          <InputField
            key={`${form.id} ${input.name}`}
            input={input}
            value={values[input.name] ?? ""}
            onChange={(value) => setAnswers({ ...answers, [input.name]: value })}
          />
        ))}
        {start.error && (
          <Notice look="failed" title="It was not started.">
            {start.error.message}
          </Notice>
        )}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

function useStart(page: RunsPageView, dispatch: DispatchAction, onDone: () => void) {
  const queryClient = useQueryClient();
  // However often it is pressed, it is one dispatch; another workflow, branch or answer is another one.
  const [press, setPress] = useState({ id: crypto.randomUUID(), of: "" });
  return useMutation({
    mutationFn: async ({ form, ref, inputs }: { form: WorkflowForm; ref: string; inputs: Record<string, string> }) => {
      const of = JSON.stringify([form.id, ref, inputs]);
      const pressId = press.of === "" || press.of === of ? press.id : crypto.randomUUID();
      setPress({ id: pressId, of });
      return unwrap(await dispatch({ repositoryId: page.repositoryId, pressId, workflowId: form.id, ref, inputs }));
    },
    onSuccess: (_, { form, ref }) => {
      toast(`Started ${form.name} on ${ref}.`);
      onDone();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: runsQuery(page.owner, page.name).queryKey }),
  });
}

/** One question of a workflow, by its type. */
function InputField({ input, value, onChange }: { input: DispatchInput; value: string; onChange: (value: string) => void }) {
  const label = `${input.description || input.name}${input.isRequired ? "" : " (optional)"}`;
  const hint = input.description ? <code>{input.name}</code> : undefined;
  if (input.type === "boolean")
    return (
      <label className="flex items-center gap-2">
        <input
          type="checkbox"
          className="accent-accent-solid"
          checked={value === "true"}
          onChange={(event) => onChange(String(event.target.checked))}
        />
        {input.description || input.name}
      </label>
    );
  if (input.options.length > 0)
    return (
      <SelectField
        label={label}
        hint={hint}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        options={[...(value === "" ? [""] : []), ...input.options].map((option) => ({ value: option, label: option || "choose one" }))}
      />
    );
  return (
    <TextField
      label={label}
      hint={hint}
      value={value}
      inputMode={input.type === "number" ? "decimal" : undefined}
      problem={value === "" ? null : problemOf(input, value)}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { toast } from "sonner";
import { unwrap } from "@/components/refusal";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { SelectField, TextField } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { CHECK_CLASSES, type CheckClass, type CheckRule, matches } from "@/lib/runs/check-rules";
import type { RunsPageView } from "@/lib/runs/run-views";
import type { Result } from "@/lib/transport/result";
import { CLASS_WORDS } from "./class-chip";
import { runsQuery } from "./run-queries";

interface CheckRulesFormProps {
  page: RunsPageView;
  setCheckRules: SetCheckRules;
}

export type SetCheckRules = (input: { repositoryId: string; seen: CheckRule[]; rules: CheckRule[] }) => Promise<Result<unknown>>;

/** What a failure means: rules from top to bottom, the first that matches counts, and everything else is blocking. */
export function CheckRulesForm({ page, setCheckRules }: CheckRulesFormProps) {
  const queryClient = useQueryClient();
  const [pattern, setPattern] = useState("");
  const [own, setOwn] = useState<CheckClass>("required");
  const names = useId();
  const save = useMutation({
    mutationFn: async ({ seen, rules }: { seen: CheckRule[]; rules: CheckRule[]; said: string }) =>
      unwrap(await setCheckRules({ repositoryId: page.repositoryId, seen, rules })),
    // The next press builds on this one, though the server has not answered yet.
    onMutate: ({ rules }) =>
      queryClient.setQueryData<RunsPageView>(runsQuery(page.owner, page.name).queryKey, (known) => known && { ...known, rules }),
    onSuccess: (_, { said }) => toast(said),
    onError: (error) => toast.error(error.message),
    onSettled: () => (queryClient.isMutating() === 1 ? queryClient.invalidateQueries() : undefined),
  });
  const refusal = page.canConfigure ? null : "Changing this needs the role maintain on GitHub.";
  const isKnown = page.rules.some((rule) => rule.pattern.toLowerCase() === pattern.trim().toLowerCase());
  const matching = page.workflows.filter(({ name }) => matches(pattern.trim(), name));
  const put = (rules: CheckRule[], said: string) => save.mutate({ seen: page.rules, rules, said });
  const swap = (index: number) =>
    put(
      page.rules.map((rule, place) =>
        place === index - 1 ? (page.rules[index] ?? rule) : place === index ? (page.rules[index - 1] ?? rule) : rule,
      ),
      "Saved. The order has changed.",
    );
  return (
    <Card title="What a failure means" detail="the first line that matches counts">
      <div className="grid gap-3 p-3.5">
        {page.rules.length === 0 ? (
          <p className="text-ink-2">
            Every check is blocking: its failure holds up a release. Say here which ones are not, or which must have passed.
          </p>
        ) : (
          <ol className="grid gap-1" aria-label="Classes of checks">
            {page.rules.map((rule, index) => (
              <li key={rule.pattern} className="flex flex-wrap items-center gap-x-2 gap-y-0.5 rounded-sm bg-sunken px-2 py-1">
                <code className="min-w-0 flex-1 basis-32 break-words">{rule.pattern}</code>
                <span className="text-xs text-ink-2">{CLASS_WORDS[rule.class].word}</span>
                {!refusal && (
                  <span className="flex">
                    <Button
                      look="ghost"
                      size="small-square"
                      aria-label={`Move ${rule.pattern} up`}
                      blockedBy={index === 0 ? "It is the first already." : null}
                      onClick={() => swap(index)}
                    >
                      <Icon name="up" size={14} />
                    </Button>
                    <Button
                      look="ghost"
                      size="small-square"
                      aria-label={`Forget ${rule.pattern}`}
                      onClick={() =>
                        put(
                          page.rules.filter((other) => other !== rule),
                          `Forgot the rule for ${rule.pattern}.`,
                        )
                      }
                    >
                      <Icon name="x" size={14} />
                    </Button>
                  </span>
                )}
              </li>
            ))}
          </ol>
        )}
        {refusal ? (
          <p className="text-xs text-ink-3">{refusal}</p>
        ) : (
          <form
            className="grid gap-2"
            onSubmit={(event) => {
              event.preventDefault();
              if (pattern.trim() === "" || isKnown) return;
              put([...page.rules, { pattern: pattern.trim(), class: own }], `Saved. ${pattern.trim()} is ${CLASS_WORDS[own].word}.`);
              setPattern("");
            }}
          >
            <TextField
              label="Workflow, or one of its jobs"
              placeholder="CI / docs*"
              list={names}
              value={pattern}
              maxLength={200}
              onChange={(event) => setPattern(event.target.value)}
              problem={isKnown ? "There is a rule for it already." : null}
              hint={
                pattern.trim() === "" || pattern.includes(" / ")
                  ? "A star stands for any characters."
                  : matching.length === 0
                    ? "No workflow of the newest runs has this name."
                    : `Matches ${matching.map(({ name }) => name).join(", ")}.`
              }
            />
            <datalist id={names}>
              {page.workflows.map(({ workflowId, name }) => (
                <option key={workflowId} value={name} />
              ))}
            </datalist>
            <SelectField
              label="is"
              value={own}
              hint={CLASS_WORDS[own].meaning}
              onChange={(event) => setOwn(CHECK_CLASSES.find((known) => known === event.target.value) ?? "blocking")}
              options={CHECK_CLASSES.map((known) => ({ value: known, label: CLASS_WORDS[known].word }))}
            />
            <div>
              <Button type="submit" size="small" blockedBy={pattern.trim() === "" ? "Name a workflow first." : null}>
                Add the rule
              </Button>
            </div>
          </form>
        )}
      </div>
    </Card>
  );
}

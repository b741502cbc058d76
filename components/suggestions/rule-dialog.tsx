"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useMemo, useState } from "react";
import type { NewRule } from "@/components/changelog/actions";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { countEntries } from "@/lib/changelog/describe-operation";
import type { Notes } from "@/lib/changelog/notes";
import type { DraftPulls } from "@/lib/changelog/referenced-pull";
import { checkRule } from "@/lib/changelog/suggest/check-rule";
import { listCaught } from "@/lib/changelog/suggest/match-rules";
import type { RememberedRule } from "@/lib/changelog/suggest/suggestion-input";
import { RuleChoices } from "./rule-choices";
import { listKnownEntries, type RuleRequest } from "./rule-request";

const MOST_SHOWN = 4;

type RuleWords = Omit<NewRule, "repositoryId">;

interface RuleDialogProps {
  request: RuleRequest;
  repository: string;
  notes: Notes;
  pulls: DraftPulls | null;
  rules: RememberedRule[];
  /** Throws the sentence why it cannot be remembered. */
  remember: (rule: RuleWords) => Promise<unknown>;
  onClose: () => void;
}

const TYPES: { value: RuleWords["type"]; label: string }[] = [
  { value: "phrase", label: "A phrase" },
  { value: "scope", label: "A scope" },
  { value: "label", label: "A label" },
  { value: "path", label: "A path" },
];
const FIELDS: Record<RuleWords["type"], { label: string; hint: string }> = {
  phrase: { label: "Phrase", hint: "Words that stand one after the other, in any of their forms." },
  scope: { label: "Scope", hint: "What stands before the colon: scheduler in fix(scheduler): …" },
  label: { label: "Label", hint: "Of the pull request or issue that an entry names, as GitHub writes it." },
  path: { label: "Path", hint: "A folder or file that the pull request touches, from the root of the repository: src/scheduler" },
};

/** "Always put this here": what to look for, into which subsection, and what it catches now. */
export function RuleDialog({ request, repository, notes, pulls, rules, remember, onClose }: RuleDialogProps) {
  const formId = useId();
  const [type, setType] = useState(request.type);
  const [values, setValues] = useState(request.values);
  const [title, setTitle] = useState(request.title);
  const value = values[type].trim();
  const write = (text: string) => setValues({ ...values, [type]: text });
  const rule = { type, value, title: title.trim() };
  const fault = checkRule(rule);
  const mutation = useMutation({ mutationFn: () => remember(rule), onSuccess: onClose });
  const replaced = rules.find(
    (known) => known.type === type && known.value.toLowerCase() === value.toLowerCase() && known.title !== rule.title,
  );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Always put …"
      description={request.entryText ?? `Remembered for ${repository}, and named as the reason from then on.`}
      acts={
        <>
          <Button onClick={onClose}>Remember nothing</Button>
          <Button type="submit" form={formId} look="primary" blockedBy={fault ?? (mutation.isPending ? "It is being saved." : null)}>
            Remember it for {repository}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="grid gap-3 pb-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (!fault && !mutation.isPending) mutation.mutate();
        }}
      >
        <Segmented
          label="What to look for"
          value={type}
          onChange={setType}
          options={TYPES.filter((option) => option.value !== "scope" || request.hasScope)}
        />
        <TextField
          label={FIELDS[type].label}
          value={values[type]}
          maxLength={type === "path" ? 300 : 120}
          onChange={(event) => write(event.target.value)}
          hint={FIELDS[type].hint}
          problem={value !== "" && type !== "phrase" ? checkRule({ ...rule, title: "any" }) : null}
        />
        {type === "label" && <RuleChoices label="Labels of the pull requests" choices={request.labels} value={value} onChoose={write} />}
        {type === "path" && <RuleChoices label="Folders they touch" choices={request.paths} value={value} onChoose={write} />}
        <TextField
          label="Subsection"
          value={title}
          maxLength={300}
          onChange={(event) => setTitle(event.target.value)}
          hint="Its title. It is made where it is not there yet."
        />
        <Caught notes={notes} pulls={pulls} rule={rule} />
        {replaced && (
          <p className="text-ink-2">
            So far this {type} goes to {replaced.title}. Remembering it again replaces that.
          </p>
        )}
        {mutation.error && (
          <p role="alert" className="text-failed">
            {mutation.error.message}
          </p>
        )}
      </form>
    </Dialog>
  );
}

/** The ungrouped entries that the rule holds for now, before it is remembered. */
function Caught({ notes, pulls, rule }: { notes: Notes; pulls: DraftPulls | null; rule: RuleWords }) {
  const open = useMemo(() => {
    const ungrouped = new Set(notes.categories.flatMap(({ ungroupedIds }) => ungroupedIds));
    return listKnownEntries(notes, pulls).filter(({ id }) => ungrouped.has(id));
  }, [notes, pulls]);
  const isWaiting = (rule.type === "label" || rule.type === "path") && (pulls === null || pulls.unread > 0);
  // The title says where to, not what: any will do for looking.
  const caught = listCaught(open, { ...rule, title: "any" });
  return (
    <div className="grid gap-1" data-caught={caught.length}>
      <p className="text-xs font-medium text-ink-2">
        {caught.length === 0
          ? `None of the ${countEntries(open.length)} without a subsection holds it now; later releases may.`
          : `${caught.length} of ${countEntries(open.length)} without a subsection ${caught.length === 1 ? "holds" : "hold"} it now`}
      </p>
      {isWaiting && <p className="text-ink-2">Not every pull request is read yet. The rule waits for those that are missing.</p>}
      {caught.length > 0 && (
        <ul className="divide-y divide-line rounded-sm border border-line px-2">
          {caught.slice(0, MOST_SHOWN).map((id) => (
            <li key={id} className="py-1 break-words">
              {notes.entries[id]?.text}
            </li>
          ))}
          {caught.length > MOST_SHOWN && <li className="py-1 text-ink-2">and {caught.length - MOST_SHOWN} more</li>}
        </ul>
      )}
    </div>
  );
}

"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { Fragment, useMemo, useState } from "react";
import { toast } from "sonner";
import { unwrap } from "@/components/refusal";
import { ReviewLine } from "@/components/review/review-line";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextArea } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { countEntries } from "@/lib/changelog/describe-operation";
import { summariseNotes } from "@/lib/changelog/summarise-notes";
import { parseVersion, VERSION_TYPE_WORDS } from "@/lib/releases/version";
import type { ChangelogActions } from "./actions";
import { DiffView } from "./diff-view";
import { diffLines } from "./line-diff";
import type { Draft } from "./use-draft";
import type { CommitResult } from "./use-result";

type Mode = "amend" | "commit";

interface CommitDialogProps {
  draft: Draft;
  result: CommitResult;
  actions: ChangelogActions;
  releaseHref: string;
  onClose: () => void;
}

/** What will be written, how, and what it sets off; then the one button that does it. */
export function CommitDialog({ draft, result, actions, releaseHref, onClose }: CommitDialogProps) {
  const router = useRouter();
  const [mode, setMode] = useState<Mode>("amend");
  const [message, setMessage] = useState(`docs: write the notes of ${draft.version}`);
  const diff = useMemo(() => diffLines(result.before, result.after), [result]);
  const head = draft.headSha.slice(0, 7);
  const commit = useMutation({
    mutationFn: async () =>
      unwrap(await actions.commit({ draftId: draft.id, revision: draft.revision, mode, ...(mode === "commit" ? { message } : {}) })),
    onSuccess: ({ sha, branch }) => {
      toast(`${branch} is at ${sha.slice(0, 7)} now, with these notes.`);
      router.push(releaseHref);
    },
  });
  const isDone = commit.isPending || commit.isSuccess;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      title={`Commit the notes of ${draft.version}`}
      description={
        <>
          Only <code>{draft.path}</code> changes, by {diff.added} added and {diff.removed} removed lines. {draft.branch} moves only if it is
          still at {head}.
        </>
      }
      acts={
        <>
          <Button onClick={onClose}>Keep editing</Button>
          <Button
            look="primary"
            blockedBy={
              isDone ? "It is being written now." : mode === "commit" && message.trim() === "" ? "A commit needs a message." : null
            }
            onClick={() => commit.mutate()}
          >
            {isDone ? "Writing…" : mode === "amend" ? `Amend ${head} on ${draft.branch}` : `Add a commit to ${draft.branch}`}
          </Button>
        </>
      }
    >
      <Summary draft={draft} />
      <ReviewLine draftId={draft.id} />
      <fieldset className="mt-3 grid gap-2">
        <legend className="sr-only">How to commit</legend>
        <Choice value="amend" mode={mode} setMode={setMode} title={`Amend the release commit ${head}`}>
          Same message, same parent, same author. The branch is rewritten, so its workflows start again on the new commit.
        </Choice>
        <Choice value="commit" mode={mode} setMode={setMode} title="Add a commit">
          The branch goes one commit further, signed by GitHub. Its workflows run on the new commit.
        </Choice>
      </fieldset>
      {mode === "commit" && (
        <TextArea label="Message" className="mt-2.5" rows={2} value={message} onChange={(event) => setMessage(event.target.value)} />
      )}
      {commit.error && (
        <Notice look="failed" title="Nothing was committed." className="mt-3">
          {commit.error.message}
        </Notice>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1) */}
      <section tabIndex={0} aria-label="Diff of the file" className="mt-3 max-h-[42vh] overflow-auto rounded-sm border border-line">
        <DiffView diff={diff} />
      </section>
    </Dialog>
  );
}

/** What is about to be written, in the words of a release announcement (A69). */
function Summary({ draft }: { draft: Draft }) {
  const { entries, categories, subsections, merged } = summariseNotes(draft.notes, draft.ledger);
  const version = parseVersion(draft.version);
  const facts: [string, string][] = [
    ["Version", draft.version],
    ["Branch", draft.branch],
    ["Type", version ? VERSION_TYPE_WORDS[version.type] : "unknown"],
    ["Notes", `${countEntries(entries)} across ${categories} ${categories === 1 ? "category" : "categories"}, ${subsections} subsections`],
    ["Merged", merged.length > 0 ? merged.join(", ") : "no candidates"],
  ];
  return (
    <dl aria-label="Summary" className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 rounded-sm bg-sunken px-3 py-2">
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt className="text-ink-3">{name}</dt>
          <dd className="break-words">{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function Choice({
  value,
  mode,
  setMode,
  title,
  children,
}: {
  value: Mode;
  mode: Mode;
  setMode: (mode: Mode) => void;
  title: string;
  children: string;
}) {
  return (
    <label className="flex cursor-pointer items-start gap-2.5 rounded-sm border border-line px-3 py-2 has-checked:border-accent-edge has-checked:bg-accent-tint">
      <input
        type="radio"
        name="mode"
        value={value}
        checked={mode === value}
        onChange={() => setMode(value)}
        className="mt-1 accent-accent-solid"
      />
      <span>
        <span className="block font-semibold">{title}</span>
        <span className="text-ink-2">{children}</span>
      </span>
    </label>
  );
}

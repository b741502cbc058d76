"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { toast } from "sonner";
import { commitTargetsQuery } from "@/components/queries";
import { Refusal } from "@/components/refusal";
import { ReviewLine } from "@/components/review/review-line";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextArea } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { CommitTargets } from "@/lib/changelog/commit-targets";
import { parseChangelog } from "@/lib/changelog/parse-changelog";
import { toPullRequestBody } from "@/lib/changelog/pull-request-body";
import { toReleaseBody } from "@/lib/changelog/release-body";
import { sectionText } from "@/lib/changelog/section-text";
import type { ChangelogActions } from "./actions";
import { CommitSummary, listSummary } from "./commit-summary";
import { DiffView } from "./diff-view";
import { diffLines } from "./line-diff";
import { checkPullRequest, PullRequestFields, type PullRequestWords } from "./pull-request-fields";
import { checkRelease, ReleaseBox, type ReleaseWish, useReleaseTarget } from "./release-box";
import { type Target, TargetChoice } from "./target-choice";
import { useCommit } from "./use-commit";
import type { Draft } from "./use-draft";
import type { CommitResult } from "./use-result";

interface CommitDialogProps {
  draft: Draft;
  result: CommitResult;
  actions: ChangelogActions;
  releaseHref: string;
  onClose: () => void;
}

/** What will be written, where to, and what it sets off; then the one button that does it. */
export function CommitDialog({ draft, result, actions, releaseHref, onClose }: CommitDialogProps) {
  const router = useRouter();
  const { data: targets } = useQuery(commitTargetsQuery(draft.id));
  const section = useMemo(() => sectionText(parseChangelog(result.after, draft.path), draft.version) ?? "", [result, draft]);
  const proposed = useMemo(() => toPullRequestBody(listSummary(draft), section, draft.path), [draft, section]);
  const body = useMemo(() => toReleaseBody(section, draft.path), [draft.path, section]);
  const diff = useMemo(() => diffLines(result.before, result.after), [result]);
  const [chosen, choose] = useState<Target | null>(null);
  const [message, setMessage] = useState(`docs: write the notes of ${draft.version}`);
  const [words, setWords] = useState<Partial<PullRequestWords>>({});
  const [wish, setWish] = useState<Partial<ReleaseWish>>({});
  const target = chosen ?? firstTarget(draft, targets);
  const pull = {
    branch: draft.proposal?.branch ?? words.branch ?? targets?.branchName ?? `notes/${draft.version}`,
    title: words.title ?? `docs: write the notes of ${draft.version}`,
    body: words.body ?? proposed.text,
  };
  const release = { isOn: false, mayBePublished: false, ...wish, tag: wish.tag ?? targets?.tag ?? `v${draft.version}` };
  const { data: seen } = useReleaseTarget(draft.id, release);
  const commit = useCommit(draft, actions, (done, sentence) => {
    toast(sentence);
    if (done === "pull-request") onClose();
    else router.push(releaseHref);
  });
  const head = draft.headSha.slice(0, 7);
  const isCommitted = commit.target.isSuccess;
  const label = isCommitted ? `Write the GitHub Release ${release.tag} again` : describeAct(target, draft, head);
  const needsMessage = target !== "amend" && message.trim() === "" ? "A commit needs a message." : null;
  const obstacle =
    (commit.isBusy || (isCommitted && !commit.release.isError) ? "It is being written now." : null) ??
    refusalOf(target, draft, targets) ??
    needsMessage ??
    (target === "pull-request" ? checkPullRequest(pull) : null) ??
    checkRelease(release, seen);
  const offersPull = commit.target.error instanceof Refusal && commit.target.error.detail.offer === "pull-request";
  return (
    <Dialog
      isOpen
      onClose={isCommitted && target !== "pull-request" ? () => router.push(releaseHref) : onClose}
      width="wide"
      title={`Commit the notes of ${draft.version}`}
      description={
        <>
          Only <code>{draft.path}</code> changes, by {diff.added} added and {diff.removed} removed lines.{" "}
          {target === "pull-request" ? `${draft.branch} stays where it is.` : `${draft.branch} moves only if it is still at ${head}.`}
        </>
      }
      acts={
        <>
          <Button onClick={isCommitted && target !== "pull-request" ? () => router.push(releaseHref) : onClose}>
            {isCommitted ? "Leave the Release as it is" : "Keep editing"}
          </Button>
          <Button look="primary" blockedBy={obstacle} onClick={() => void commit.run({ target, message, pull, release, seen })}>
            {commit.isBusy ? "Writing…" : label}
          </Button>
        </>
      }
    >
      <CommitSummary draft={draft} />
      <ReviewLine draftId={draft.id} />
      <fieldset className="mt-3 grid gap-2">
        <legend className="sr-only">Where to</legend>
        <TargetChoice
          value="amend"
          chosen={target}
          choose={choose}
          title={`Amend the release commit ${head}`}
          refusal={targets?.amendRefusal}
        >
          Same message, same parent, same author. The branch is rewritten. {startAgain(targets?.pushWorkflows)}
        </TargetChoice>
        <TargetChoice value="commit" chosen={target} choose={choose} title="Add a commit" refusal={targets?.commitRefusal}>
          The branch goes one commit further, signed by GitHub. {startAgain(targets?.pushWorkflows)}
        </TargetChoice>
        <TargetChoice
          value="pull-request"
          chosen={target}
          choose={choose}
          title={draft.proposal ? `Update pull request #${draft.proposal.number}` : "Open a pull request"}
        >
          {draft.proposal
            ? `One more commit on ${draft.proposal.branch}, if it is still as Slipway left it.`
            : `One commit on a branch of its own, proposed for ${draft.branch}.`}{" "}
          {startAgain(targets?.pullWorkflows)}
        </TargetChoice>
      </fieldset>
      {target !== "amend" && (
        <TextArea label="Message" className="mt-2.5" rows={2} value={message} onChange={(event) => setMessage(event.target.value)} />
      )}
      {target === "pull-request" && !draft.proposal && (
        <PullRequestFields words={pull} change={setWords} omitted={words.body === undefined ? proposed.omitted : 0} />
      )}
      <ReleaseBox draftId={draft.id} wish={release} change={setWish} body={body} />
      {commit.target.error && (
        <Notice
          look="failed"
          title="Nothing was committed."
          className="mt-3"
          acts={
            offersPull && target !== "pull-request" && <Button onClick={() => choose("pull-request")}>Open a pull request instead</Button>
          }
        >
          {commit.target.error.message}
        </Notice>
      )}
      {commit.release.error && (
        <Notice look="failed" title={`${commit.target.data ?? ""} The GitHub Release was not written.`} className="mt-3">
          {commit.release.error.message}
        </Notice>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1) */}
      <section tabIndex={0} aria-label="Diff of the file" className="mt-3 max-h-[42vh] overflow-auto rounded-sm border border-line">
        <DiffView diff={diff} />
      </section>
    </Dialog>
  );
}

/** What nobody has chosen yet is what the branch's rules allow, or the pull request that is there. */
function firstTarget(draft: Draft, targets: CommitTargets | undefined): Target {
  if (draft.proposal) return "pull-request";
  if (!targets?.amendRefusal) return "amend";
  return targets.commitRefusal ? "pull-request" : "commit";
}

/** Why a target cannot be pressed: the branch's rules, or a pull request that holds these notes already. */
function refusalOf(target: Target, { proposal }: Draft, targets: CommitTargets | undefined): string | null {
  if (target === "amend") return targets?.amendRefusal ?? null;
  if (target === "commit") return targets?.commitRefusal ?? null;
  return proposal && !proposal.isBehind ? `Pull request #${proposal.number} holds exactly these notes.` : null;
}

function describeAct(target: Target, { branch, proposal }: Draft, head: string): string {
  if (target === "amend") return `Amend ${head} on ${branch}`;
  if (target === "commit") return `Add a commit to ${branch}`;
  return proposal ? `Update pull request #${proposal.number}` : "Open the pull request";
}

/** Which workflows start, by what was seen to run before. */
function startAgain(names: string[] | undefined): string {
  if (!names) return "";
  if (names.length === 0) return "No workflow was seen to run on it.";
  const last = names.at(-1);
  return names.length === 1
    ? `The workflow ${last} starts on it.`
    : `The workflows ${names.slice(0, -1).join(", ")} and ${last} start on it.`;
}

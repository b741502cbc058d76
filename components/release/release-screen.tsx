"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { AsOf } from "@/components/frame/as-of";
import { Page } from "@/components/frame/page";
import { QueryProblem } from "@/components/frame/query-problem";
import { releaseQuery } from "@/components/queries";
import type { AskDecision } from "@/components/room/room-actions";
import { Ago } from "@/components/ui/ago";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { classNames } from "@/components/ui/class-names";
import { Notice } from "@/components/ui/notice";
import { StateLabel } from "@/components/ui/state";
import { describeChangelog } from "@/lib/releases/next-step";
import type { CandidateView, ReleasePageView } from "@/lib/releases/release-views";
import { VERSION_TYPE_WORDS } from "@/lib/releases/version";
import { EventList } from "./event-list";
import { GoNoGoCard } from "./go-no-go-card";
import { HandEdits } from "./hand-edits";
import { ReportedChecks } from "./reported-checks";
import { Runs } from "./runs";
import { Sha } from "./sha";
import { UndoCommit, type UndoCommitAction } from "./undo-commit";

/** One release: its candidates, the live runs of the one that is looked at, its notes, and its record. */
export function ReleaseScreen({
  owner,
  name,
  version,
  sha,
  undoCommit,
  askDecision,
}: {
  owner: string;
  name: string;
  version: string;
  sha: string | null;
  undoCommit: UndoCommitAction;
  askDecision: AskDecision;
}) {
  const { data: page, error } = useQuery(releaseQuery(owner, name, version, sha));
  if (!page) return <QueryProblem error={error} />;
  const { release, selected } = page;
  const base = `/repositories/${owner}/${name}`;
  return (
    <Page
      title={release.version}
      crumbs={[
        { href: "/", label: "Home" },
        { href: base, label: name },
      ]}
      detail={
        <>
          {selected && <Chip>{VERSION_TYPE_WORDS[selected.type]}</Chip>}
          {selected && <Sha sha={selected.sha} />}
        </>
      }
      aside={<AsOf at={page.asOf} />}
    >
      <div className="grid items-start gap-4 px-3.5 py-4 md:px-6 xl:grid-cols-[minmax(0,1fr)_400px]">
        <div className="grid min-w-0 gap-3.5">
          <QueryProblem error={error} />
          {page.problem && <Notice look="stale" title={page.problem} />}
          {selected?.isGone && (
            <Notice look="stale" title={`No branch or tag points at ${selected.sha.slice(0, 7)} any more.`}>
              It stays on record, and nothing can be done with it.
            </Notice>
          )}
          <HandEdits edits={page.handEdits} repositoryUrl={page.repositoryUrl} />
          {page.undoable && !release.publishedAt && <UndoCommit commit={page.undoable} undo={undoCommit} />}
          {selected && <Next page={page} candidate={selected} base={base} />}
          {selected && <GoNoGoCard page={page} candidate={selected} askDecision={askDecision} />}
          <Candidates page={page} base={base} />
          <Card title="Record" detail={page.events.length === 0 ? undefined : `${page.events.length} events`}>
            <EventList events={page.events} />
          </Card>
        </div>
        <div className="grid min-w-0 gap-3.5">
          <Runs page={page} />
          <ReportedChecks checks={page.checks} />
        </div>
      </div>
    </Page>
  );
}

/** The one sentence that matters, with its button. */
function Next({ page, candidate, base }: { page: ReleasePageView; candidate: CandidateView; base: string }) {
  const { release } = page;
  const changelog = release.candidates.find(({ type, isGone, changelog: notes }) => type === "final" && !isGone && notes);
  const href = `${base}/releases/${release.version}/changelog`;
  const needsNotes = candidate.next.kind === "notes" && candidate.next.needsPerson;
  return (
    <Card title={release.publishedAt ? "Published" : needsNotes ? "Notes" : "State"} aside={<Checks state={candidate} />}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 p-3.5">
        <p className="min-w-0 flex-1 basis-72 text-md">
          {release.publishedAt ? (
            <>
              Published <Ago at={release.publishedAt} suffix=" ago" />
              {release.entryCount !== null && `, with ${release.entryCount} entries`}.
            </>
          ) : (
            <>Waits for: {candidate.next.sentence}.</>
          )}
        </p>
        {!release.publishedAt && changelog && (
          <Button asChild look={needsNotes ? "primary" : "plain"}>
            <Link href={href}>{needsNotes ? candidate.next.label : "Open the notes"}</Link>
          </Button>
        )}
      </div>
    </Card>
  );
}

function Checks({ state }: { state: CandidateView }) {
  const { checks } = state;
  return checks.state ? (
    <StateLabel state={checks.state}>{`${checks.passed} of ${checks.total} checks passed`}</StateLabel>
  ) : (
    <span className="text-xs text-ink-3">no checks yet</span>
  );
}

/** Every candidate; the one that is looked at is marked, the others are a click away. */
function Candidates({ page, base }: { page: ReleasePageView; base: string }) {
  const { release, selected } = page;
  return (
    <Card title="Candidates" detail={release.candidates.length}>
      {release.candidates.length === 0 && (
        <p className="p-3.5 text-ink-2">
          This release is known from the changelog only: it has no tag or branch, so there is nothing to open.
        </p>
      )}
      <ul className="divide-y divide-line">
        {release.candidates.map((candidate) => (
          <li
            key={candidate.id}
            className={classNames(
              "hover:bg-hover",
              candidate.id === selected?.id && "bg-sunken shadow-[inset_2px_0_0_var(--accent-solid)]",
            )}
          >
            <Link
              href={`${base}/releases/${release.version}?candidate=${candidate.sha.slice(0, 12)}`}
              aria-current={candidate.id === selected?.id ? "true" : undefined}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5 px-3.5 py-2 md:grid-cols-[8rem_minmax(0,1fr)_5.5rem_6.5rem]"
              scroll={false}
            >
              <span>
                <code className="block text-[12px] font-medium">{candidate.version}</code>
                <span className="text-xs text-ink-3">{VERSION_TYPE_WORDS[candidate.type]}</span>
              </span>
              <span className="min-w-0 max-md:order-last max-md:col-span-2">
                <span className="block truncate">{candidate.subject}</span>
                <span className="flex items-center gap-2 text-xs text-ink-3">
                  <Sha sha={candidate.sha} />
                  <span>{candidate.author}</span>
                  <Ago at={candidate.proposedAt} suffix=" ago" />
                </span>
              </span>
              <span className="text-xs text-ink-2 max-md:hidden">
                {release.publishedAt && !candidate.changelog ? "" : describeChangelog(candidate.changelog)}
              </span>
              <span className="max-md:text-end">
                {candidate.checks.state ? (
                  <StateLabel state={candidate.checks.state} />
                ) : (
                  <span className="text-xs text-ink-3">no runs</span>
                )}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

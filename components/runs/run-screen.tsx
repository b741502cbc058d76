"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { AsOf } from "@/components/frame/as-of";
import { Page } from "@/components/frame/page";
import { QueryProblem } from "@/components/frame/query-problem";
import { Ago } from "@/components/ui/ago";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/notice";
import { describeDuration } from "@/components/ui/relative-time";
import { StateLabel } from "@/components/ui/state";
import type { RunPageView } from "@/lib/runs/run-views";
import { Attempts } from "./attempts";
import { ClassChip } from "./class-chip";
import { JobList } from "./job-list";
import { JobLog } from "./job-log";
import { PendingEnvironments } from "./pending-environments";
import { Annotations, Artifacts } from "./remains";
import type { RunActions } from "./run-actions";
import { RunButtons } from "./run-buttons";
import { RunPace, RunProgress } from "./run-pace";
import { runQuery, runRemainsQuery } from "./run-queries";
import { useRunAnnouncements } from "./use-run-announcements";

interface RunScreenProps {
  owner: string;
  name: string;
  runId: string;
  attempt: number | null;
  actions: RunActions;
}

/** One workflow run: its attempts, jobs and steps as they happen, what it waits for, its logs, and what it left behind. */
export function RunScreen({ owner, name, runId, attempt, actions }: RunScreenProps) {
  const { data: page, error } = useQuery(runQuery(owner, name, runId, attempt));
  const [jobId, setJobId] = useState<string | null>(null);
  const remains = useRemains(page);
  useRunAnnouncements(page && [page.run]);
  if (!page) return <QueryProblem error={error} />;
  const { run } = page;
  const base = `/repositories/${owner}/${name}`;
  const job = page.jobs.find(({ id }) => id === jobId);
  const isNewest = page.attempt === run.attempt;
  return (
    <Page
      title={`${run.workflowName} ${run.number}`}
      crumbs={[
        { href: "/", label: "Home" },
        { href: base, label: name },
        { href: `${base}/runs`, label: "Runs" },
      ]}
      detail={<ClassChip class={run.class} />}
      aside={<AsOf at={run.checkedAt} />}
    >
      <div className="grid gap-3.5 px-3.5 py-4 md:px-6">
        <QueryProblem error={error} />
        <Card>
          <div className="grid gap-2.5 p-3.5">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
              <span data-run={run.id} data-state={run.state}>
                <StateLabel state={run.state} />
              </span>
              <p className="min-w-0 flex-1 basis-60 text-md">{run.title}</p>
              {isNewest && <RunButtons page={page} actions={actions} />}
            </div>
            <Facts page={page} />
            <RunProgress run={run} label={`Progress of ${run.workflowName}`} />
          </div>
        </Card>
        {!isNewest && (
          <Notice look="info" title={`This is attempt ${page.attempt} of ${run.attempt}, as it ended.`}>
            <Link href={`${base}/runs/${run.id}`} className="text-accent hover:underline">
              Look at the newest attempt
            </Link>
          </Notice>
        )}
        {isNewest && remains.data && <PendingEnvironments run={run} pending={remains.data.pending} review={actions.review} />}
        <Attempts page={page} />
        <div className="grid items-start gap-3.5 xl:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)]">
          <JobList page={page} chosen={job?.id ?? null} onChoose={setJobId} />
          <div className="grid min-w-0 gap-3.5">
            {job && <JobLog key={job.id} page={page} job={job} onClose={() => setJobId(null)} />}
            {remains.error && (
              <Notice look="stale" title="What GitHub keeps of this run could not be read.">
                {remains.error.message}
              </Notice>
            )}
            {remains.data && isNewest && <Annotations page={page} annotations={remains.data.annotations} />}
            {remains.data && isNewest && <Artifacts page={page} artifacts={remains.data.artifacts} />}
          </div>
        </div>
      </div>
    </Page>
  );
}

/** Annotations, artifacts and reviewers: asked for again when the run has come further, not with every step. */
function useRemains(page: RunPageView | undefined) {
  const done = page?.jobs.filter(({ completedAt }) => completedAt).length ?? 0;
  const held = page?.jobs.filter(({ state }) => state === "needs-person").length ?? 0;
  const mark = `${page?.run.attempt} ${page?.run.state} ${done} ${held}`;
  return useQuery({
    ...runRemainsQuery(page?.owner ?? "", page?.name ?? "", page?.run.id ?? "", mark),
    enabled: page !== undefined,
    placeholderData: (before) => before,
  });
}

function Facts({ page }: { page: RunPageView }) {
  const { run } = page;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-3">
      <span>
        {run.event} by {run.actor}
      </span>
      <span>
        <Ago at={run.startedAt} suffix=" ago" />
      </span>
      {run.branch && (
        <code className="inline-flex items-center gap-1">
          <Icon name="branch" size={14} />
          {run.branch}
        </code>
      )}
      <code>{run.headSha.slice(0, 7)}</code>
      {page.version && (
        <Link href={`/repositories/${page.owner}/${page.name}/releases/${page.version}`} className="text-accent hover:underline">
          candidate of {page.version}
        </Link>
      )}
      <RunPace run={run} />
      {run.usual !== null && <span>usually {describeDuration(run.usual)}</span>}
      {run.allowedFailures > 0 && (
        <span>{run.allowedFailures === 1 ? "1 job failed and may" : `${run.allowedFailures} jobs failed and may`}</span>
      )}
      <a href={run.url} className="ms-auto inline-flex items-center gap-1 hover:text-ink hover:underline">
        Open on GitHub
        <Icon name="out" size={14} />
      </a>
    </p>
  );
}

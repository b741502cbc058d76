"use client";

import Link from "next/link";
import { useState } from "react";
import { ClassChip } from "@/components/runs/class-chip";
import { RunPace, RunProgress } from "@/components/runs/run-pace";
import { Elapsed, Steps } from "@/components/runs/steps";
import { useRunAnnouncements } from "@/components/runs/use-run-announcements";
import { Ago } from "@/components/ui/ago";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { STATES, StateLabel, StatePill } from "@/components/ui/state";
import type { ReleasePageView } from "@/lib/releases/release-views";
import type { JobView, RunWithJobs } from "@/lib/runs/run-views";

/** Live runs of the candidate that is looked at: run → jobs → steps. */
export function Runs({ page }: { page: ReleasePageView }) {
  const { runs, selected } = page;
  useRunAnnouncements(runs, selected?.sha);
  const base = `/repositories/${page.owner}/${page.name}`;
  const alive = runs.filter(({ endedAt }) => endedAt === null).length;
  return (
    <Card
      title="Workflow runs"
      detail={selected ? `of ${selected.version} at ${selected.sha.slice(0, 7)}` : undefined}
      aside={
        <>
          {alive > 0 && <StatePill state="running">{alive === 1 ? "1 running" : `${alive} running`}</StatePill>}
          <Link href={`${base}/runs`} className="text-xs text-accent hover:underline">
            All runs
          </Link>
        </>
      }
    >
      {runs.length === 0 && (
        <p className="p-3.5 text-ink-2">
          {selected
            ? "No workflow has run on this commit. A run appears here by itself as soon as GitHub starts one."
            : "A release without candidates has no runs."}
        </p>
      )}
      <ul className="divide-y divide-line">
        {runs.map((run) => (
          <RunItem key={run.id} run={run} base={base} isOpenAtFirst={run.state !== "passed"} />
        ))}
      </ul>
    </Card>
  );
}

function RunItem({ run, base, isOpenAtFirst }: { run: RunWithJobs; base: string; isOpenAtFirst: boolean }) {
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  const isAlive = run.endedAt === null;
  const done = run.jobs.filter(({ completedAt }) => completedAt).length;
  return (
    <li data-run={run.id} data-state={run.state}>
      <div className="flex items-start gap-2 px-3.5 py-2.5">
        <button type="button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)} className="grid min-w-0 flex-1 gap-0.5 text-start">
          <span className="flex items-center gap-2">
            <Icon name={isOpen ? "down" : "right"} size={14} className="text-ink-3" />
            <b className="truncate font-semibold">{run.workflowName}</b>
            <span className="text-xs whitespace-nowrap text-ink-3">
              run {run.number}
              {run.attempt > 1 && `, attempt ${run.attempt}`}
            </span>
          </span>
          <span className="flex flex-wrap items-center gap-x-2 ps-[22px] text-xs text-ink-3">
            <span>
              {run.event} by {run.actor}
            </span>
            <Ago at={run.startedAt} suffix=" ago" />
            <ClassChip class={run.class} />
            {run.allowedFailures > 0 && <span>{`${run.allowedFailures} may fail and did`}</span>}
            {isAlive && run.jobs.length > 0 && <span>{`${done} of ${run.jobs.length} jobs done`}</span>}
          </span>
        </button>
        <span className="grid justify-items-end gap-0.5">
          <StateLabel state={run.state} />
          <RunPace run={run} />
        </span>
      </div>
      <div className="px-3.5 pb-2 empty:hidden">
        <RunProgress run={run} label={`Progress of ${run.workflowName}`} />
      </div>
      {isOpen && (
        <ul className="border-t border-line bg-sunken">
          {run.jobs.map((job) => (
            <JobItem key={job.id} job={job} />
          ))}
          {run.jobs.length === 0 && <li className="px-3.5 py-2 text-xs text-ink-3">Its jobs are not known yet.</li>}
          <li className="flex gap-3 border-t border-line px-3.5 py-1.5 text-xs text-ink-3">
            <Link href={`${base}/runs/${run.id}`} className="text-accent hover:underline">
              Logs, attempts and more
            </Link>
            <a href={run.url} className="inline-flex items-center gap-1 hover:text-ink hover:underline">
              On GitHub
              <Icon name="out" size={14} />
            </a>
            <span className="ms-auto">
              confirmed <Ago at={run.checkedAt} suffix=" ago" />
            </span>
          </li>
        </ul>
      )}
    </li>
  );
}

function JobItem({ job }: { job: JobView }) {
  const isEventful = job.state === "running" || job.state === "failed" || job.state === "crashed";
  const [isOpen, setIsOpen] = useState<boolean | null>(null);
  const showsSteps = (isOpen ?? isEventful) && job.steps.length > 0;
  return (
    <li className="border-t border-line first:border-t-0" data-job={job.name} data-state={job.state}>
      <button
        type="button"
        aria-expanded={showsSteps}
        onClick={() => setIsOpen(!showsSteps)}
        className="flex w-full items-center gap-2 px-3.5 py-1.5 text-start hover:bg-hover"
      >
        <Icon name={job.state} label={STATES[job.state].word} className={STATES[job.state].ink} />
        <span className="min-w-0 flex-1 truncate font-medium">{job.name}</span>
        <Elapsed from={job.startedAt} to={job.completedAt} />
      </button>
      {showsSteps && <Steps job={job} />}
    </li>
  );
}

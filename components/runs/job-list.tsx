"use client";

import { useState } from "react";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { STATES, StateLabel } from "@/components/ui/state";
import { groupJobs, type JobGroup } from "@/lib/runs/group-jobs";
import type { JobDetail, RunPageView } from "@/lib/runs/run-views";
import { ClassChip } from "./class-chip";
import { Elapsed, Steps } from "./steps";

interface JobListProps {
  page: RunPageView;
  /** The job whose log is open. */
  chosen: string | null;
  onChoose: (jobId: string) => void;
}

/** The jobs of an attempt, those of a matrix together. */
export function JobList({ page, chosen, onChoose }: JobListProps) {
  const groups = groupJobs(page.jobs);
  const done = page.jobs.filter(({ completedAt }) => completedAt).length;
  return (
    <Card title="Jobs" detail={page.jobs.length === 0 ? undefined : `${done} of ${page.jobs.length} done`}>
      {page.jobs.length === 0 && (
        <p className="p-3.5 text-ink-2">
          {page.attempt < page.run.attempt
            ? "Slipway has not seen the jobs of this attempt. GitHub keeps them."
            : "Its jobs are not known yet. They appear here by themselves."}
        </p>
      )}
      <ul className="divide-y divide-line">
        {groups.map((group) =>
          group.cells ? (
            <Matrix key={`matrix ${group.name}`} group={group} page={page} chosen={chosen} onChoose={onChoose} />
          ) : (
            group.jobs.map((job) => (
              <JobItem key={job.id} job={job} name={job.name} page={page} isChosen={job.id === chosen} onChoose={onChoose} />
            ))
          ),
        )}
      </ul>
    </Card>
  );
}

function Matrix({ group, ...rest }: { group: JobGroup<JobDetail> } & JobListProps) {
  const passed = group.jobs.filter(({ state }) => state === "passed").length;
  return (
    <li>
      <p className="flex items-center gap-2 bg-sunken px-3.5 py-1 text-xs text-ink-3">
        <b className="font-semibold text-ink-2">{group.name}</b>
        <span>{`${passed} of ${group.jobs.length} passed`}</span>
      </p>
      <ul className="divide-y divide-line" aria-label={group.name}>
        {group.jobs.map((job, index) => (
          <JobItem
            key={job.id}
            job={job}
            name={group.cells?.[index] ?? job.name}
            page={rest.page}
            isChosen={job.id === rest.chosen}
            onChoose={rest.onChoose}
          />
        ))}
      </ul>
    </li>
  );
}

interface JobItemProps {
  job: JobDetail;
  /** Within a matrix only what tells it from the others. */
  name: string;
  page: RunPageView;
  isChosen: boolean;
  onChoose: (jobId: string) => void;
}

function JobItem({ job, name, page, isChosen, onChoose }: JobItemProps) {
  const [isOpen, setIsOpen] = useState<boolean | null>(null);
  const showsSteps = (isOpen ?? (job.state === "running" || job.state === "failed")) && job.steps.length > 0;
  const isKept = job.attempt < page.attempt;
  return (
    <li data-job={job.name} data-state={job.state} className={classNames(isChosen && "shadow-[inset_2px_0_0_var(--accent-solid)]")}>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 px-3.5 py-1.5">
        <button
          type="button"
          aria-expanded={showsSteps}
          onClick={() => setIsOpen(!showsSteps)}
          className="flex min-h-6 min-w-0 flex-1 basis-40 items-center gap-2 text-start"
        >
          <Icon name={job.state} label={STATES[job.state].word} className={STATES[job.state].ink} />
          <span className="min-w-0 truncate font-medium">{name}</span>
        </button>
        <ClassChip class={job.class} />
        {isKept && (
          <span title={`It was not run again, and keeps what it reached in attempt ${job.attempt}.`}>
            <Chip>from attempt {job.attempt}</Chip>
          </span>
        )}
        <JobTime job={job} />
        {job.completedAt && job.state !== "skipped" && (
          <button
            type="button"
            aria-pressed={isChosen}
            onClick={() => onChoose(job.id)}
            className="inline-flex h-6 items-center gap-1 rounded-[5px] px-1.5 text-xs text-ink-2 hover:bg-hover hover:text-ink aria-pressed:text-accent"
          >
            <Icon name="log" size={14} />
            Log
            <span className="sr-only">of {job.name}</span>
          </button>
        )}
      </div>
      {showsSteps && <Steps job={job} />}
    </li>
  );
}

/** How long it took, or how long it has run beside what is usual; a job that waits, or waits for a person, says so. */
function JobTime({ job }: { job: JobDetail }) {
  // GitHub may name a beginning for a job that its reviewers still hold back.
  if (job.state === "needs-person" || (job.state === "waiting" && !job.startedAt)) return <StateLabel state={job.state} />;
  return <Elapsed from={job.startedAt} to={job.completedAt} usual={job.usual} />;
}

"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { AsOf } from "@/components/frame/as-of";
import { Page } from "@/components/frame/page";
import { QueryProblem } from "@/components/frame/query-problem";
import { Ago } from "@/components/ui/ago";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/notice";
import { useNow } from "@/components/ui/now";
import { describeAge, describeDuration } from "@/components/ui/relative-time";
import { Segmented } from "@/components/ui/segmented";
import { STATES } from "@/components/ui/state";
import type { CommitRuns, RunSummary, RunsPageView, WaitingDispatch, WorkflowRuns } from "@/lib/runs/run-views";
import { CheckRulesForm, type SetCheckRules } from "./check-rules-form";
import { ClassChip } from "./class-chip";
import { type DispatchAction, DispatchDialog } from "./dispatch-dialog";
import { RunPace, RunProgress } from "./run-pace";
import { runsQuery } from "./run-queries";
import { useRunAnnouncements } from "./use-run-announcements";

interface RunsScreenProps {
  owner: string;
  name: string;
  dispatch: DispatchAction;
  setCheckRules: SetCheckRules;
}

/** What ran on a repository, by commit or by workflow; and what each outcome means for a release. */
export function RunsScreen({ owner, name, dispatch, setCheckRules }: RunsScreenProps) {
  const { data: page, error } = useQuery(runsQuery(owner, name));
  const [view, setView] = useState<"commit" | "workflow">("commit");
  const [isStarting, setIsStarting] = useState(false);
  useRunAnnouncements(page?.commits.flatMap(({ latest, earlier }) => [...latest, ...earlier]));
  if (!page) return <QueryProblem error={error} />;
  return (
    <Page
      title="Workflow runs"
      crumbs={[
        { href: "/", label: "Home" },
        { href: `/repositories/${owner}/${name}`, label: name },
      ]}
      aside={
        <>
          <AsOf at={page.asOf} />
          <Button look="primary" blockedBy={page.refusal} onClick={() => setIsStarting(true)}>
            Start a workflow…
          </Button>
        </>
      }
    >
      {isStarting && <DispatchDialog page={page} dispatch={dispatch} onClose={() => setIsStarting(false)} />}
      <div className="grid items-start gap-4 px-3.5 py-4 md:px-6 xl:grid-cols-[minmax(0,1fr)_340px]">
        <div className="grid min-w-0 gap-3.5">
          <QueryProblem error={error} />
          {page.problem && <Notice look="stale" title={page.problem} />}
          {page.waiting.map((one) => (
            <Waiting key={one.key} dispatch={one} />
          ))}
          {page.commits.length > 0 && (
            <div>
              <Segmented
                label="Arrange"
                value={view}
                options={[
                  { value: "commit", label: "By commit" },
                  { value: "workflow", label: "By workflow" },
                ]}
                onChange={setView}
              />
            </div>
          )}
          {page.commits.length === 0 && (
            <section className="rounded-md border border-dashed border-line-strong px-6 py-10 text-center">
              <h2 className="text-lg">Nothing has run here yet.</h2>
              <p className="mx-auto mt-1 max-w-lg text-ink-2">
                A run appears by itself as soon as GitHub starts one: after a push, or when you start a workflow here.
              </p>
            </section>
          )}
          {view === "commit"
            ? page.commits.map((commit) => <Commit key={commit.sha} commit={commit} page={page} />)
            : page.workflows.map((workflow) => <Workflow key={workflow.workflowId} workflow={workflow} page={page} />)}
        </div>
        <CheckRulesForm page={page} setCheckRules={setCheckRules} />
      </div>
    </Page>
  );
}

/** A dispatch whose run has not appeared: the watch goes on, and says for how long it has. */
function Waiting({ dispatch }: { dispatch: WaitingDispatch }) {
  const now = useNow();
  const { workflowName, ref, actor, at, isTaken } = dispatch;
  const isLate = now.getTime() - Date.parse(at) > 120_000;
  return (
    <Notice look={isLate ? "stale" : "info"} title={`Waiting to see the run of ${workflowName} on ${ref}.`}>
      <span>
        {isTaken ? "GitHub took it" : "GitHub did not say whether it took it"} {ageOf(at, now)}, from {actor}.{" "}
        {isLate ? "Slipway keeps looking; look at GitHub before you start it again." : "It appears here by itself."}
      </span>
    </Notice>
  );
}

const ageOf = (at: string, now: Date) => {
  const age = describeAge(new Date(at), now);
  return age === "now" ? "just now" : `${age} ago`;
};

function Commit({ commit, page }: { commit: CommitRuns; page: RunsPageView }) {
  const [showsEarlier, setShowsEarlier] = useState(false);
  const [first] = commit.latest;
  return (
    <Card
      title={commit.version ?? commit.sha.slice(0, 7)}
      detail={
        <>
          {commit.version && <code>{commit.sha.slice(0, 7)}</code>} {first?.branch}
        </>
      }
      aside={
        commit.earlier.length > 0 ? (
          <button
            type="button"
            aria-expanded={showsEarlier}
            onClick={() => setShowsEarlier(!showsEarlier)}
            className="inline-flex min-h-6 items-center gap-1 text-xs text-ink-3 hover:text-ink"
          >
            <Icon name={showsEarlier ? "down" : "right"} size={14} />
            {commit.earlier.length === 1 ? "1 earlier run" : `${commit.earlier.length} earlier runs`}
          </button>
        ) : undefined
      }
    >
      <ul className="divide-y divide-line">
        {commit.latest.map((run) => (
          <RunLine key={run.id} run={run} page={page} name={run.workflowName} />
        ))}
        {showsEarlier && commit.earlier.map((run) => <RunLine key={run.id} run={run} page={page} name={run.workflowName} />)}
      </ul>
    </Card>
  );
}

function Workflow({ workflow, page }: { workflow: WorkflowRuns; page: RunsPageView }) {
  return (
    <Card
      title={workflow.name}
      detail={workflow.usual === null ? undefined : `usually ${describeDuration(workflow.usual)}`}
      aside={<ClassChip class={workflow.class} />}
    >
      <ul className="divide-y divide-line">
        {workflow.runs.map((run) => (
          <RunLine key={run.id} run={run} page={page} name={run.title} />
        ))}
      </ul>
    </Card>
  );
}

function RunLine({ run, page, name }: { run: RunSummary; page: RunsPageView; name: string }) {
  return (
    <li data-run={run.id} data-state={run.state}>
      <Link href={`/repositories/${page.owner}/${page.name}/runs/${run.id}`} className="grid gap-1 px-3.5 py-2 hover:bg-hover">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <Icon name={run.state} label={STATES[run.state].word} className={STATES[run.state].ink} />
          <b className="min-w-0 truncate font-medium">{name}</b>
          <span className="text-xs whitespace-nowrap text-ink-3">
            run {run.number}
            {run.attempt > 1 && `, attempt ${run.attempt}`}
          </span>
          <ClassChip class={run.class} />
          <span className="ms-auto flex items-center gap-x-3 text-xs text-ink-3">
            {run.allowedFailures > 0 && <span>{run.allowedFailures} may fail and did</span>}
            <span className="max-sm:hidden">
              {run.event} by {run.actor}
            </span>
            <Ago at={run.startedAt} suffix=" ago" />
            <RunPace run={run} />
          </span>
        </span>
        <RunProgress run={run} label={`Progress of ${run.workflowName}`} />
      </Link>
    </li>
  );
}

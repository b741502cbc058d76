import type { CheckClass, CheckRule } from "./check-rules";
import type { DispatchInput } from "./dispatch-form";
import type { CheckState, Step } from "./run-state";

/** A run in one line. Times are ISO, durations milliseconds, big numbers text. */
export interface RunSummary {
  id: string;
  workflowId: string;
  workflowName: string;
  number: number;
  attempt: number;
  event: string;
  title: string;
  actor: string;
  branch: string | null;
  headSha: string;
  state: CheckState;
  class: CheckClass;
  /** Jobs that failed and hold up nothing. */
  allowedFailures: number;
  url: string;
  startedAt: string;
  /** Null while it lives. */
  endedAt: string | null;
  checkedAt: string;
  /** What its workflow usually takes. */
  usual: number | null;
}

export interface JobView {
  id: string;
  name: string;
  state: CheckState;
  startedAt: string | null;
  completedAt: string | null;
  url: string | null;
  steps: (Step & { state: CheckState })[];
}

export interface RunWithJobs extends RunSummary {
  jobs: JobView[];
}

export interface JobDetail extends JobView {
  class: CheckClass;
  attempt: number;
  usual: number | null;
}

export interface AttemptView {
  number: number;
  state: CheckState;
  startedAt: string | null;
}

/** What this person may do with runs; a sentence where they may not. */
export interface RunRights {
  canOperate: boolean;
  refusal: string | null;
}

export interface RunPageView extends RunRights {
  repositoryId: string;
  owner: string;
  name: string;
  repositoryUrl: string;
  /** The release whose candidate it ran on. */
  version: string | null;
  run: RunSummary;
  attempts: AttemptView[];
  /** The attempt whose jobs are shown. */
  attempt: number;
  jobs: JobDetail[];
}

/** Everything that ran on one commit, the newest of each workflow first of all. */
export interface CommitRuns {
  sha: string;
  /** The candidate this commit is. */
  version: string | null;
  latest: RunSummary[];
  /** Earlier runs of the same workflows on it. */
  earlier: RunSummary[];
}

/** One workflow with its newest runs, newest first. */
export interface WorkflowRuns {
  workflowId: string;
  name: string;
  class: CheckClass;
  usual: number | null;
  runs: RunSummary[];
}

/** A dispatch whose run has not appeared yet. */
export interface WaitingDispatch {
  key: string;
  workflowName: string;
  ref: string;
  actor: string;
  at: string;
  /** False while nobody knows whether GitHub took it. */
  isTaken: boolean;
}

export interface RunsPageView extends RunRights {
  repositoryId: string;
  owner: string;
  name: string;
  defaultBranch: string;
  asOf: string | null;
  problem: string | null;
  commits: CommitRuns[];
  workflows: WorkflowRuns[];
  waiting: WaitingDispatch[];
  rules: CheckRule[];
  canConfigure: boolean;
}

/** A workflow that can be dispatched from a branch or tag, with what it asks for. */
export interface WorkflowForm {
  id: number;
  name: string;
  path: string;
  inputs: DispatchInput[];
}

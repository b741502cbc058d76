import { type CheckClass, type CheckRule, classOf } from "./check-rules";
import { type CheckState, checkState } from "./run-state";

interface Checked {
  status: string;
  conclusion: string | null;
}

/** A run with what is known of its jobs as a whole. */
export interface JudgedRun extends Checked {
  workflowName: string;
  attempt: number;
  /** The attempt whose jobs were all read after it had completed. */
  jobsReadOf: number | null;
}

/** A run as a repository's rules see it. */
export interface Judgement {
  state: CheckState;
  class: CheckClass;
  /** Failed jobs that hold up nothing. */
  allowedFailures: number;
}

const BAD = new Set<CheckState>(["failed", "crashed"]);

/**
 * What a run says once its jobs are seen by class: one that GitHub calls failed has passed when every job that failed may
 * fail and every other one passed. A job that was skipped, perhaps because of the failure, has not passed; what is not
 * known stays failed, and so does a run whose jobs were not all read.
 */
export function judgeRun(run: JudgedRun, jobs: (Checked & { name: string })[], rules: CheckRule[]): Judgement {
  const own = { state: checkState(run), class: classOf(rules, run.workflowName) };
  const judged = jobs.map((job) => ({ state: checkState(job), class: classOf(rules, run.workflowName, job.name) }));
  const mayFail = ({ class: one }: { class: CheckClass }) => one === "allowed-to-fail" || one === "hidden";
  // A job that failed in a run that passed was let go by its workflow (`continue-on-error`).
  const isLetGo = own.state === "passed";
  const allowed = judged.filter((job) => BAD.has(job.state) && (isLetGo || mayFail(job)));
  const others = judged.filter((job) => !mayFail(job));
  const isWhole = run.jobsReadOf === run.attempt;
  const isForgiven = own.state === "failed" && isWhole && allowed.length > 0 && others.every(({ state }) => state === "passed");
  return { ...own, state: isForgiven ? "passed" : own.state, allowedFailures: allowed.length };
}

import { type Conclusion, type Job, type Run, toIso } from "../state";

/** Something that happened to a run; `at` is in milliseconds on the local clock. */
export interface Transition {
  at: number;
  type: "run-started" | "run-completed" | "job-queued" | "job-waiting" | "job-started" | "job-completed" | "step";
  job: Job | null;
}

const QUEUE_MILLISECONDS = 1_500;

/**
 * Lets a run live until `now`, one transition after the other; the run is changed in place, so each is seen as it was.
 * A job that `mustWait` for a person stays until somebody approves it.
 */
export function* advanceRun(run: Run, now: number, mustWait: (job: Job) => boolean = () => false): Generator<Transition> {
  for (;;) {
    if (run.status === "completed") return;
    if (run.jobs.every(({ status }) => status === "completed")) {
      run.status = "completed";
      run.conclusion = conclude(run);
      yield { at: Date.parse(run.updatedAt), type: "run-completed", job: null };
      return;
    }
    const next = nextDue(run, mustWait);
    if (!next || next.at > now) return;
    run.updatedAt = toIso(next.at);
    yield* next.apply();
    const alive = run.jobs.filter(({ status, createdAt }) => status !== "completed" && createdAt !== "");
    if (alive.length > 0 && alive.every(({ status }) => status === "waiting")) run.status = "waiting";
  }
}

function conclude({ jobs }: Run): Conclusion {
  if (jobs.some(({ conclusion }) => conclusion === "cancelled")) return "cancelled";
  return jobs.some((job) => job.conclusion === "failure" && !job.isAllowedToFail) ? "failure" : "success";
}

interface Due {
  at: number;
  apply: () => Transition[];
}

function nextDue(run: Run, mustWait: (job: Job) => boolean): Due | null {
  const due = run.jobs.flatMap((job): Due[] => {
    if (job.status === "completed" || job.status === "waiting") return [];
    if (job.createdAt === "") return queueWhenNeedsEnd(run, job, mustWait(job));
    if (job.status === "queued") return [{ at: Date.parse(job.createdAt) + QUEUE_MILLISECONDS, apply: () => startJob(run, job) }];
    return [endOfStep(run, job)];
  });
  return due.sort((a, b) => a.at - b.at)[0] ?? null;
}

/** A job exists for GitHub only when everything it needs has ended. */
function queueWhenNeedsEnd(run: Run, job: Job, mustWait: boolean): Due[] {
  const needed = run.jobs.filter(({ key }) => job.needs.includes(key));
  if (needed.some(({ status }) => status !== "completed")) return [];
  const at = Math.max(Date.parse(run.startedAt), ...needed.map(({ completedAt }) => Date.parse(completedAt ?? run.startedAt)));
  const isSkipped = !job.runsAlways && needed.some(({ conclusion }) => conclusion !== "success");
  return [
    {
      at,
      apply: () => {
        job.createdAt = toIso(at);
        if (!isSkipped && mustWait) job.status = "waiting";
        if (!isSkipped) return [{ at, type: mustWait ? "job-waiting" : "job-queued", job }];
        Object.assign(job, { status: "completed", conclusion: "skipped", startedAt: toIso(at), completedAt: toIso(at), steps: [] });
        return [{ at, type: "job-completed", job }];
      },
    },
  ];
}

function startJob(run: Run, job: Job): Transition[] {
  const at = Date.parse(job.createdAt) + QUEUE_MILLISECONDS;
  Object.assign(job, { status: "in_progress", startedAt: toIso(at) });
  const [first] = job.steps;
  if (first) Object.assign(first, { status: "in_progress", startedAt: new Date(at).toISOString() });
  const started: Transition[] = run.status !== "in_progress" ? [{ at, type: "run-started", job: null }] : [];
  run.status = "in_progress";
  return [...started, { at, type: "job-started", job }];
}

function endOfStep(run: Run, job: Job): Due {
  const step = job.steps.find(({ status }) => status === "in_progress");
  const startedAt = Date.parse(step?.startedAt ?? job.startedAt ?? run.startedAt);
  const at = startedAt + (step?.plan.milliseconds ?? 0);
  const apply = (): Transition[] => {
    const iso = new Date(at).toISOString();
    if (step) Object.assign(step, { status: "completed", conclusion: step.plan.conclusion, completedAt: iso });
    if (step?.plan.conclusion === "failure")
      for (const later of job.steps)
        if (later.status === "queued" && later.number !== job.steps.length)
          Object.assign(later, { status: "completed", conclusion: "skipped", startedAt: iso, completedAt: iso });
    const next = job.steps.find(({ status }) => status === "queued");
    if (next) {
      Object.assign(next, { status: "in_progress", startedAt: iso });
      return [{ at, type: "step", job }];
    }
    const isFailed = job.steps.some(({ conclusion }) => conclusion === "failure");
    Object.assign(job, { status: "completed", conclusion: isFailed ? "failure" : "success", completedAt: toIso(at) });
    return [{ at, type: "job-completed", job }];
  };
  return { at, apply };
}

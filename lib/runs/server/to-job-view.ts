import { checkState, type Step } from "../run-state";
import type { JobView } from "../run-views";

interface JobRow {
  id: bigint;
  name: string;
  status: string;
  conclusion: string | null;
  startedAt: Date | null;
  completedAt: Date | null;
  url: string | null;
  steps: unknown;
}

/** A mirrored job with its steps, as pages show it. */
export function toJobView(job: JobRow): JobView {
  return {
    id: String(job.id),
    name: job.name,
    state: checkState(job),
    startedAt: job.startedAt?.toISOString() ?? null,
    completedAt: job.completedAt?.toISOString() ?? null,
    url: job.url,
    // Written by mirror-runs.ts alone, so the shape is known.
    steps: (job.steps as Step[]).map((step) => ({ ...step, state: checkState(step) })),
  };
}

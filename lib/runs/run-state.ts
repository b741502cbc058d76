/** A step of a job; times are ISO because steps are kept as JSON. */
export interface Step {
  number: number;
  name: string;
  status: string;
  conclusion: string | null;
  startedAt: string | null;
  completedAt: string | null;
}

/** One attempt of one job. */
export interface RunJob {
  id: bigint;
  runId: bigint;
  attempt: number;
  name: string;
  status: string;
  conclusion: string | null;
  url: string | null;
  startedAt: Date | null;
  completedAt: Date | null;
  steps: Step[];
}

/** A workflow run in its newest attempt, as GitHub tells it. */
export interface RunState {
  id: bigint;
  workflowId: bigint;
  workflowName: string;
  number: number;
  attempt: number;
  event: string;
  branch: string | null;
  headSha: string;
  title: string;
  actor: string;
  status: string;
  conclusion: string | null;
  url: string;
  createdAt: Date;
  startedAt: Date;
  updatedAt: Date;
}

const RANKS: Record<string, number> = { requested: 0, queued: 0, pending: 0, waiting: 1, in_progress: 2, completed: 3 };

/**
 * Whether a state may overwrite the one we hold: a higher attempt, or a higher rank of the same one. Never by
 * time stamps, which are whole seconds (RELIABILITY T1: 0 wrong of 2,000, where last-write-wins had 1,017).
 */
export function isNewer(incoming: { attempt: number; status: string }, held: { attempt: number; status: string } | null): boolean {
  if (!held || incoming.attempt !== held.attempt) return !held || incoming.attempt > held.attempt;
  return rankOf(incoming.status) > rankOf(held.status);
}

/**
 * Whether a state could be true although it would take the one we hold back: then GitHub has to be asked. An attempt that
 * has completed stays completed, and an earlier attempt is over.
 */
export function isDoubtful(incoming: { attempt: number; status: string }, held: { attempt: number; status: string } | null): boolean {
  return (
    held !== null &&
    held.attempt === incoming.attempt &&
    held.status !== "completed" &&
    held.status !== incoming.status &&
    !isNewer(incoming, held)
  );
}

function rankOf(status: string): number {
  return RANKS[status] ?? 1;
}

/** A state of a check in Slipway's words (PRODUCT.md). */
export type CheckState = "passed" | "failed" | "crashed" | "skipped" | "running" | "waiting" | "needs-person" | "unknown";

/** GitHub's status and conclusion → our word; what we do not know stays unknown, never green. */
export function checkState({ status, conclusion }: { status: string; conclusion: string | null }): CheckState {
  if (status !== "completed") {
    if (status === "in_progress") return "running";
    // GitHub calls "waiting" what an environment's protection rules hold back, which are people most of all.
    return status === "action_required" || status === "waiting" ? "needs-person" : "waiting";
  }
  switch (conclusion) {
    case "success":
      return "passed";
    case "failure":
    case "timed_out":
      return "failed";
    case "startup_failure":
    case "cancelled":
    // A commit status has a word of its own for a tool that failed to judge.
    case "error":
      return "crashed";
    case "neutral":
    case "skipped":
      return "skipped";
    case "action_required":
      return "needs-person";
    default:
      return "unknown";
  }
}

const WORST_FIRST: CheckState[] = ["failed", "crashed", "needs-person", "running", "waiting", "unknown", "skipped", "passed"];

export interface CheckSummary {
  /** Null when there is no run and no check at all: not the same as passed. */
  state: CheckState | null;
  passed: number;
  total: number;
  counts: Partial<Record<CheckState, number>>;
}

/**
 * Adds the latest run of each workflow and the checks of other Apps, which are named by App and name in its place, up to one
 * light; `skipped` never counts as passed.
 */
export function summariseChecks(
  runs: { workflowId: bigint | string; id: bigint | string; status: string; conclusion: string | null }[],
): CheckSummary {
  const latest = new Map<string, (typeof runs)[number]>();
  for (const run of runs) {
    const held = latest.get(String(run.workflowId));
    if (!held || BigInt(run.id) > BigInt(held.id)) latest.set(String(run.workflowId), run);
  }
  const counts: CheckSummary["counts"] = {};
  for (const run of latest.values()) {
    const state = checkState(run);
    counts[state] = (counts[state] ?? 0) + 1;
  }
  return {
    state: WORST_FIRST.find((state) => counts[state]) ?? null,
    passed: counts.passed ?? 0,
    total: latest.size,
    counts,
  };
}

/** A dispatch that GitHub took, or may have taken. */
export interface Dispatch {
  key: string;
  workflowId: bigint;
  /** Branch or tag, without `refs/…/`. */
  ref: string;
  /** Login. */
  actor: string;
  /** The newest run of the workflow before it. */
  after: bigint;
  /** Where GitHub named the run. */
  runId: bigint | null;
}

export interface DispatchedRun {
  id: bigint;
  workflowId: bigint;
  branch: string | null;
  actor: string;
}

/**
 * Which run each dispatch began: the one that GitHub named, else the one run that it could be and no other dispatch could.
 * What two could be stays open, for a person to look at (RELIABILITY 4).
 */
export function matchDispatches(dispatches: Dispatch[], runs: DispatchedRun[]): Map<string, bigint> {
  const named = new Map(
    dispatches.flatMap(({ key, runId }) => (runId !== null && runs.some(({ id }) => id === runId) ? [[key, runId]] : [])),
  );
  const taken = new Set(dispatches.flatMap(({ runId }) => (runId === null ? [] : [runId])));
  const open = dispatches.filter(({ runId }) => runId === null);
  const fits = (dispatch: Dispatch, run: DispatchedRun) =>
    !taken.has(run.id) &&
    run.workflowId === dispatch.workflowId &&
    run.branch === dispatch.ref &&
    run.actor.toLowerCase() === dispatch.actor.toLowerCase() &&
    run.id > dispatch.after;
  for (const dispatch of open) {
    const [only, ...more] = runs.filter((run) => fits(dispatch, run));
    const isShared = open.some((other) => other !== dispatch && only && fits(other, only));
    if (only && more.length === 0 && !isShared) named.set(dispatch.key, only.id);
  }
  return named;
}

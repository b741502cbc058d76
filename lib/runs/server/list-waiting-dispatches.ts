import { database } from "@/lib/db/client";
import { matchDispatches } from "../match-dispatches";
import type { WaitingDispatch } from "../run-views";
import { DISPATCH, type DispatchOutcome, type DispatchPlan, dispatchKeys } from "./dispatch-workflow";

/** After a day a dispatch without a run is left to the record. */
const WATCH_MILLISECONDS = 86_400_000;

/** Dispatches of the last day whose runs have not appeared: the watch goes on for as long as somebody may wait (C32). */
export async function listWaitingDispatches(repositoryId: string): Promise<WaitingDispatch[]> {
  const since = new Date(Date.now() - WATCH_MILLISECONDS);
  const effects = await database().effect.findMany({
    where: {
      kind: DISPATCH,
      key: { startsWith: dispatchKeys(repositoryId) },
      attemptedAt: { gt: since },
      state: { in: ["attempting", "done"] },
    },
    orderBy: { plannedAt: "desc" },
  });
  if (effects.length === 0) return [];
  const dispatches = effects.map(({ key, state, plan, result, attemptedAt }) => {
    // Written by dispatch-workflow.ts alone, so the shapes are known.
    const planned = plan as unknown as DispatchPlan;
    const runId = (result as unknown as DispatchOutcome | null)?.runId ?? null;
    return {
      key,
      isTaken: state === "done",
      workflowName: planned.workflowName,
      workflowId: BigInt(planned.workflowId),
      ref: planned.ref,
      actor: planned.login,
      at: attemptedAt ?? since,
      after: BigInt(planned.after),
      runId: runId === null ? null : BigInt(runId),
    };
  });
  const runs = await database().workflowRun.findMany({
    where: { repositoryId, event: "workflow_dispatch", workflowId: { in: dispatches.map(({ workflowId }) => workflowId) } },
    select: { id: true, workflowId: true, branch: true, actor: true },
    orderBy: { id: "desc" },
    take: 200,
  });
  const found = matchDispatches(dispatches, runs);
  return dispatches
    .filter(({ key }) => !found.has(key))
    .map(({ key, workflowName, ref, actor, at, isTaken }) => ({ key, workflowName, ref, actor, at: at.toISOString(), isTaken }));
}

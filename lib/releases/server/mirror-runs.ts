import type { Tx } from "@/lib/db/client";
import { isDoubtful, isNewer, type RunJob, type RunState } from "@/lib/runs/run-state";

/** `delivery:<guid>` or `sweep`: how Slipway came to know a state. */
export type Source = `delivery:${string}` | "sweep";

/** What became of a state: taken over, not newer than ours, or one that only GitHub can judge. */
export type Mirrored = "changed" | "known" | "doubtful";

/**
 * Takes over a run's state if it is newer than ours, and remembers that it was seen. A sweep's answer may also take it back,
 * if it was asked for (`askedAt`) after we last heard: older ones may have been overtaken by a webhook.
 */
export async function mirrorRun(
  tx: Tx,
  repositoryId: string,
  run: RunState,
  source: Source,
  askedAt: Date = new Date(),
): Promise<Mirrored> {
  await lock(tx, run.id);
  const held = await tx.workflowRun.findUnique({ where: { id: run.id } });
  const checkedAt = latest(askedAt, held);
  const isUncertain = isDoubtful(run, held);
  // A sweep is GitHub's word on now: until a run has completed it may also go back, as when it comes to wait for approval.
  if (!isNewer(run, held) && !(isUncertain && source === "sweep" && !isOvertaken(askedAt, held))) {
    // Only a sweep asks GitHub what is true now; a late delivery says nothing about now.
    if (source === "sweep") await tx.workflowRun.update({ where: { id: run.id }, data: { checkedAt }, select: { id: true } });
    return isUncertain ? "doubtful" : "known";
  }
  await tx.workflowRun.upsert({
    where: { id: run.id },
    create: { ...run, repositoryId, checkedAt },
    update: { ...run, checkedAt },
    select: { id: true },
  });
  await tx.observation.create({
    data: {
      repositoryId,
      subject: "run",
      subjectId: run.id,
      attempt: run.attempt,
      status: run.status,
      conclusion: run.conclusion,
      stateAt: run.updatedAt,
      source,
    },
    select: { id: true },
  });
  return "changed";
}

/** The same for a job; its steps may move on while its status stays. The run must be mirrored already. */
export async function mirrorJob(tx: Tx, repositoryId: string, told: RunJob, source: Source, askedAt: Date = new Date()): Promise<Mirrored> {
  await lock(tx, told.id);
  const held = await tx.workflowJob.findUnique({ where: { id: told.id } });
  const job = isSameEnd(told, held) ? { ...told, attempt: held.attempt } : told;
  const checkedAt = latest(askedAt, held);
  const { steps, ...rest } = job;
  const data = { ...rest, steps: steps.map((step) => ({ ...step })), checkedAt };
  const isUncertain = isDoubtful(job, held);
  const isNewerState = isNewer(job, held) || (isUncertain && source === "sweep" && !isOvertaken(askedAt, held));
  const isSameState = held?.attempt === job.attempt && held.status === job.status;
  const hasNewSteps = isSameState && finishedSteps(job.steps) > finishedSteps(held.steps);
  if (!isNewerState && !hasNewSteps) {
    if (source === "sweep" && held) await tx.workflowJob.update({ where: { id: job.id }, data: { checkedAt }, select: { id: true } });
    return isUncertain ? "doubtful" : "known";
  }
  await tx.workflowJob.upsert({ where: { id: job.id }, create: data, update: data, select: { id: true } });
  if (isNewerState)
    await tx.observation.create({
      data: {
        repositoryId,
        subject: "job",
        subjectId: job.id,
        attempt: job.attempt,
        status: job.status,
        conclusion: job.conclusion,
        stateAt: job.completedAt ?? job.startedAt ?? checkedAt,
        source,
      },
      select: { id: true },
    });
  return "changed";
}

/** Whether it is the job that ended before: one that was not run again may be listed under a later attempt, and stays in its own. */
function isSameEnd<Held extends Ended>(told: Ended, held: Held | null): held is Held {
  return held?.status === "completed" && told.status === "completed" && held.completedAt?.getTime() === told.completedAt?.getTime();
}

interface Ended {
  status: string;
  completedAt: Date | null;
}

/** Whether something was heard since GitHub was asked. */
const isOvertaken = (askedAt: Date, held: { checkedAt: Date } | null) => held !== null && askedAt < held.checkedAt;

const latest = (askedAt: Date, held: { checkedAt: Date } | null) => (held !== null && askedAt < held.checkedAt ? held.checkedAt : askedAt);

/** Two workers may hold news of the same run; the later one must see what the earlier one wrote. */
async function lock(tx: Tx, id: bigint): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${id}::bigint)`;
}

/** Progress of a job as a number that only grows: a completed step counts two, a started one counts one. */
function finishedSteps(steps: unknown): number {
  if (!Array.isArray(steps)) return 0;
  return (steps as { status?: string }[]).reduce(
    (sum, { status }) => sum + (status === "completed" ? 2 : status === "in_progress" ? 1 : 0),
    0,
  );
}

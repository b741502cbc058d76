import { database } from "@/lib/db/client";
import { listJobsOfAttempt, readAttempt } from "@/lib/github/actions";
import { orNull } from "@/lib/github/github-error";
import type { Octokit } from "@/lib/github/octokit";
import { mirrorJob } from "./mirror-runs";

/** Attempts of one sweep; more than this at once were never missed. */
const MOST = 5;

/**
 * Reads how earlier attempts of runs ended where Slipway did not see it, because it was not there or a webhook was lost, once
 * each: a newer attempt says nothing of them. What GitHub keeps no more is
 * remembered as that. Answers with how many it asked for.
 */
export async function sweepAttempts(repositoryId: string, octokit: Octokit, name: { owner: string; name: string }): Promise<number> {
  const missing = await database().$queryRaw<{ id: bigint; attempt: number }[]>`
    select r.id, a.attempt from "WorkflowRun" r cross join lateral generate_series(1, r.attempt - 1) a(attempt)
    where r."repositoryId" = ${repositoryId}::uuid and r."updatedAt" > now() - interval '30 days' and not exists (
      select 1 from "Observation" o where o."repositoryId" = r."repositoryId" and o.subject = 'run' and o."subjectId" = r.id
        and o.attempt = a.attempt and o.status in ('completed', 'unknown'))
    order by r.id desc, a.attempt desc limit ${MOST}`;
  for (const { id, attempt } of missing) {
    const askedAt = new Date();
    const run = await orNull(readAttempt(octokit, name, id, attempt));
    const jobs = run ? ((await orNull(listJobsOfAttempt(octokit, name, id, attempt))) ?? []) : [];
    await database().$transaction(async (tx) => {
      for (const job of jobs) await mirrorJob(tx, repositoryId, job, "sweep", askedAt);
      const ended = run?.status === "completed" ? run : null;
      const state = { status: ended?.status ?? "unknown", conclusion: ended?.conclusion ?? null, stateAt: ended?.updatedAt ?? new Date() };
      await tx.observation.create({
        data: { repositoryId, subject: "run", subjectId: id, attempt, ...state, source: "sweep" },
        select: { id: true },
      });
    });
  }
  return missing.length;
}

import type { Actor } from "@/lib/auth/actor";
import { octokitOf } from "@/lib/auth/server/user-token";
import { database } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { callGithub, githubStatus } from "@/lib/github/github-error";
import { readJobLog } from "@/lib/github/run-remains";
import type { JobLogText } from "../run-remains";
import { findReadableRun, parseRunId } from "./find-readable-run";

/** The end of a job's log, read at GitHub as the person who looks. */
export async function getJobLog(actor: Actor, runId: string, jobId: string): Promise<JobLogText> {
  const run = await findReadableRun(actor, runId);
  const id = parseRunId(jobId);
  const job =
    id === null ? null : await database().workflowJob.findUnique({ where: { id }, select: { runId: true, status: true, id: true } });
  if (!job || job.runId !== run.id) throw new AppError("not-found", "Slipway knows no such job of this run.");
  if (job.status !== "completed")
    throw new AppError("blocked", "GitHub gives the log when the job has ended. Until then its steps tell how far it is.");
  const octokit = await octokitOf(actor.id);
  return callGithub("read the log", () =>
    readJobLog(octokit, run.repository, job.id).catch((error: unknown) => {
      if (githubStatus(error) === 404 || githubStatus(error) === 410)
        throw new AppError("not-found", "GitHub keeps no log of this job: it has expired, was deleted, or the job never began.");
      throw error;
    }),
  );
}

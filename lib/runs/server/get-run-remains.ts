import type { Actor } from "@/lib/auth/actor";
import { octokitOf } from "@/lib/auth/server/user-token";
import { database } from "@/lib/db/client";
import { callGithub, orNull } from "@/lib/github/github-error";
import { listPendingEnvironments } from "@/lib/github/run-acts";
import { listAnnotations, listArtifacts } from "@/lib/github/run-remains";
import { newestJobs } from "../newest-jobs";
import type { RunRemains } from "../run-remains";
import { findReadableRun } from "./find-readable-run";

/** Jobs whose remarks are asked for at the most: those that did not succeed come first, the others when the run has ended. */
const ANNOTATED_JOBS = 10;

/** What GitHub keeps of a run beside its state, asked as the person who looks. */
export async function getRunRemains(actor: Actor, runId: string): Promise<RunRemains> {
  const run = await findReadableRun(actor, runId);
  const { repository } = run;
  const octokit = await octokitOf(actor.id);
  const jobs = newestJobs(await database().workflowJob.findMany({ where: { runId: run.id }, omit: { steps: true } }));
  const ended = jobs.filter(({ status, conclusion }) => status === "completed" && conclusion !== "skipped");
  const succeeded = ended.filter(({ conclusion }) => conclusion === "success");
  const others = ended.filter(({ conclusion }) => conclusion !== "success");
  // Pages ask again whenever a job ends.
  const asked = [...others, ...(run.status === "completed" ? succeeded : [])].slice(0, ANNOTATED_JOBS);
  return callGithub("tell more of this run", async () => {
    const [pending, artifacts, ...annotations] = await Promise.all([
      run.status === "completed" ? [] : listPendingEnvironments(octokit, repository, run.id),
      listArtifacts(octokit, repository, run.id),
      // Other CI systems' servers may keep no check run for a job.
      ...asked.map(async ({ id, name }) =>
        ((await orNull(listAnnotations(octokit, repository, id))) ?? []).map((annotation) => ({ ...annotation, job: name })),
      ),
    ]);
    return { pending, artifacts, annotations: annotations.flat() };
  });
}

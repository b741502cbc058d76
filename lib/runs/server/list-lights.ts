import { database } from "@/lib/db/client";
import { judgeLights, type Light } from "../judge-lights";
import { newestJobs } from "../newest-jobs";
import { toCheckRule } from "./list-check-rules";
import { JOB_OUTCOME } from "./to-run-summary";

/** What counts for the lights of these commits, by repository and under its rules: workflow runs, and what other Apps and tools say. */
export async function listLights(commits: { repositoryId: string; sha: string }[]): Promise<Map<string, Light[]>> {
  const ids = [...new Set(commits.map(({ repositoryId }) => repositoryId))];
  const where = { repositoryId: { in: ids } };
  const shas = commits.map(({ sha }) => sha);
  const [runs, checks, rules] = await Promise.all([
    database().workflowRun.findMany({
      where: { ...where, headSha: { in: shas } },
      select: {
        id: true,
        repositoryId: true,
        workflowId: true,
        workflowName: true,
        headSha: true,
        status: true,
        conclusion: true,
        attempt: true,
        jobsReadOf: true,
        // Only a failure is judged job by job.
        jobs: { select: JOB_OUTCOME, where: { run: { conclusion: "failure" } } },
      },
    }),
    database().check.findMany({
      where: { ...where, sha: { in: shas } },
      select: { repositoryId: true, reportId: true, source: true, app: true, name: true, sha: true, status: true, conclusion: true },
    }),
    database().checkRule.findMany({ where, orderBy: { position: "asc" } }),
  ]);
  return new Map(
    ids.map((id) => {
      const isOwn = (row: { repositoryId: string }) => row.repositoryId === id;
      const lights = judgeLights(
        runs.filter(isOwn).map((run) => ({ ...run, jobs: newestJobs(run.jobs) })),
        checks.filter(isOwn).map(({ reportId, source, app, name, sha, status, conclusion }) => ({
          id: reportId,
          workflowId: [source, app, name].join("/"),
          headSha: sha,
          status,
          conclusion,
          name,
        })),
        rules.filter(isOwn).map(toCheckRule),
        commits.filter(isOwn).map(({ sha }) => sha),
      );
      return [id, lights];
    }),
  );
}

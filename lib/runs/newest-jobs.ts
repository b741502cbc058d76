/**
 * The jobs that count for an attempt: of each name those of the highest attempt up to it. Jobs that passed before keep the
 * attempt they passed in; those that were run again replace their older selves. Several of one attempt may have one name.
 */
export function newestJobs<Job extends { id: bigint; name: string; attempt: number }>(
  jobs: Job[],
  attempt = Number.POSITIVE_INFINITY,
): Job[] {
  const begun = jobs.filter((job) => job.attempt <= attempt);
  const newest = new Map<string, number>();
  for (const job of begun) newest.set(job.name, Math.max(job.attempt, newest.get(job.name) ?? 0));
  return begun.filter((job) => newest.get(job.name) === job.attempt).sort((a, b) => Number(a.id - b.id));
}

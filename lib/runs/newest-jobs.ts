/**
 * The jobs that count for an attempt: of each name the one of the highest attempt up to it. Jobs that passed before keep the
 * attempt they passed in; one that was run again replaces its older self.
 */
export function newestJobs<Job extends { id: bigint; name: string; attempt: number }>(
  jobs: Job[],
  attempt = Number.POSITIVE_INFINITY,
): Job[] {
  const newest = new Map<string, Job>();
  for (const job of [...jobs].sort((a, b) => Number(a.id - b.id))) {
    const held = newest.get(job.name);
    if (job.attempt <= attempt && (!held || job.attempt >= held.attempt)) newest.set(job.name, job);
  }
  return [...newest.values()].sort((a, b) => Number(a.id - b.id));
}

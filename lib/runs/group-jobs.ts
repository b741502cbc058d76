/** Jobs that one matrix made, or a job alone. */
export interface JobGroup<Job> {
  name: string;
  /** Null for a job alone; else what tells each job from the others, in the same order. */
  cells: string[] | null;
  jobs: Job[];
}

/**
 * Puts the jobs of a matrix together by what GitHub names them: `test (ubuntu, 3.12)`. A group stands where its first job
 * stood; a name with parentheses that no other job shares is just a name.
 */
export function groupJobs<Job extends { name: string }>(jobs: Job[]): JobGroup<Job>[] {
  const parts = jobs.map((job) => ({ job, ...splitName(job.name) }));
  const groups = new Map<string, JobGroup<Job>>();
  const ordered: JobGroup<Job>[] = [];
  for (const { job, base, cell } of parts) {
    const isShared = cell !== null && parts.filter((other) => other.base === base && other.cell !== null).length > 1;
    const held = isShared ? groups.get(base) : undefined;
    if (held) {
      held.cells?.push(cell ?? "");
      held.jobs.push(job);
      continue;
    }
    const group: JobGroup<Job> = isShared ? { name: base, cells: [cell], jobs: [job] } : { name: job.name, cells: null, jobs: [job] };
    if (isShared) groups.set(base, group);
    ordered.push(group);
  }
  return ordered;
}

function splitName(name: string): { base: string; cell: string | null } {
  const at = name.indexOf(" (");
  return at > 0 && name.endsWith(")") ? { base: name.slice(0, at), cell: name.slice(at + 2, -1) } : { base: name, cell: null };
}

/** Sweeps that always ask GitHub; the others may find that there is nothing to ask. */
const CONFIRMED = ["changes", "runs"];
export const CONFIRMING_SWEEPS = { select: { resource: true, checkedAt: true }, where: { resource: { in: CONFIRMED } } };

interface Confirmed {
  syncedAt: Date | null;
  syncProblem: string | null;
  sweeps: { resource: string; checkedAt: Date | null }[];
}

/**
 * "As of" is the moment up to which GitHub confirmed everything that is shown: where branches are fresh and runs are not,
 * what was confirmed longest ago counts (RELIABILITY P4). Reading a repository whole confirms all of it.
 */
export function freshness({ syncedAt, syncProblem, sweeps }: Confirmed, resources = CONFIRMED) {
  const times = resources.map((resource) =>
    Math.max(syncedAt?.getTime() ?? 0, sweeps.find((sweep) => sweep.resource === resource)?.checkedAt?.getTime() ?? 0),
  );
  const oldest = Math.min(...times);
  return { asOf: oldest > 0 ? new Date(oldest).toISOString() : null, problem: syncProblem };
}

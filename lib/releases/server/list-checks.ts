import { database } from "@/lib/db/client";
import { checkState } from "@/lib/runs/run-state";
import type { CheckView } from "../check-view";
import type { Check } from "../checks";

/** What other Apps and tools say of these commits, by App and name; the jobs of workflows stand in their runs. */
export async function listChecks(repositoryId: string, shas: string[]): Promise<CheckView[]> {
  const rows = await database().check.findMany({
    where: { repositoryId, sha: { in: shas } },
    orderBy: [{ app: "asc" }, { name: "asc" }],
  });
  return rows.map((row) => ({
    // Written by mirror-checks.ts alone.
    source: row.source as Check["source"],
    sha: row.sha,
    app: row.app,
    name: row.name,
    state: checkState(row),
    conclusion: row.conclusion,
    sentence: row.sentence,
    url: row.url,
    startedAt: row.startedAt?.toISOString() ?? null,
    completedAt: row.completedAt?.toISOString() ?? null,
    checkedAt: row.checkedAt.toISOString(),
  }));
}

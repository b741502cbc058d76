import { database } from "@/lib/db/client";
import type { RunRow } from "./to-release-view";

/** What other Apps and tools say of these commits, as one more light each beside those of the workflows. */
export async function listCheckLights(repositoryIds: string[], shas: string[]): Promise<RunRow[]> {
  const checks = await database().check.findMany({
    where: { repositoryId: { in: repositoryIds }, sha: { in: shas } },
    select: { reportId: true, source: true, app: true, name: true, sha: true, status: true, conclusion: true },
  });
  return checks.map(({ reportId: id, source, app, name, sha: headSha, status, conclusion }) => ({
    id,
    workflowId: [source, app, name].join("/"),
    headSha,
    status,
    conclusion,
  }));
}

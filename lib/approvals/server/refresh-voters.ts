import { parseRole } from "@/lib/auth/permissions";
import { database } from "@/lib/db/client";
import { callGithub } from "@/lib/github/github-error";
import { installationOctokit } from "@/lib/github/octokit";
import { readRoleOf } from "@/lib/github/repositories";
import type { DecisionRow } from "./decision-row";

/**
 * Asks GitHub what everybody whose vote counts may do now, with the App's eyes and not with theirs: a role that was taken away
 * between vote and tag takes the vote with it (RELIABILITY T13).
 */
export async function refreshVoters({ id, release: { repository } }: DecisionRow): Promise<void> {
  const octokit = installationOctokit(Number(repository.installationId));
  const votes = await database().vote.findMany({
    where: { decisionId: id, isCurrent: true },
    select: { userId: true },
    distinct: ["userId"],
  });
  const users = await database().user.findMany({ where: { id: { in: votes.map(({ userId }) => userId) } } });
  for (const user of users) {
    const checkedAt = new Date();
    const role = parseRole(await callGithub("say what the voters may do", () => readRoleOf(octokit, repository, user.login)));
    const key = { userId: user.id, repositoryId: repository.id };
    await database().repositoryAccess.upsert({
      where: { userId_repositoryId: key },
      create: { ...key, role, checkedAt },
      update: { role, checkedAt },
    });
  }
}

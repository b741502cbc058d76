import type { Actor } from "@/lib/auth/actor";
import type { Role } from "@/lib/auth/permissions";
import { ROLE_AGE } from "@/lib/auth/server/repository-role";
import { database } from "@/lib/db/client";
import { findAccountById } from "@/lib/github/accounts";
import { callGithub } from "@/lib/github/github-error";
import { installationOctokit, type Octokit } from "@/lib/github/octokit";
import { readRoleOf } from "@/lib/github/repositories";
import type { DecisionRow } from "./decision-row";

interface Person {
  id: string;
  githubId: bigint;
  login: string;
}

/**
 * Asks GitHub what everybody whose word counts may do now, with the App's eyes and not with theirs: who voted, who lent them the
 * slot, and both people of an override. A role that was taken away between vote and tag takes the vote with it (RELIABILITY T13).
 */
export async function refreshVoters({ id, release: { repository } }: DecisionRow): Promise<void> {
  const votes = await database().vote.findMany({
    where: { decisionId: id, isCurrent: true },
    select: { userId: true, onBehalfOfId: true },
  });
  const overrides = await database().override.findMany({
    where: { decisionId: id, withdrawnAt: null },
    select: { userId: true, secondUserId: true },
  });
  const ids = [
    ...votes.map(({ userId }) => userId),
    ...overrides.flatMap(({ userId, secondUserId }) => [userId, secondUserId ?? []].flat()),
  ];
  const lenders = votes.flatMap(({ onBehalfOfId }) => onBehalfOfId ?? []);
  const users = await database().user.findMany({ where: { OR: [{ id: { in: ids } }, { githubId: { in: lenders } }] } });
  await refreshRolesOf(repository, users, ROLE_AGE.act);
}

/** The same of who lends this person a slot now: they lend only what they hold themselves. */
export async function refreshLenders(actor: Actor, { release: { repository } }: DecisionRow): Promise<void> {
  const { githubId } = await database().user.findUniqueOrThrow({ where: { id: actor.id }, select: { githubId: true } });
  const loans = await database().delegation.findMany({
    where: { repositoryId: repository.id, toGithubId: githubId, endedAt: null },
    select: { fromGithubId: true },
  });
  const users = await database().user.findMany({ where: { githubId: { in: loans.map(({ fromGithubId }) => fromGithubId) } } });
  await refreshRolesOf(repository, users, ROLE_AGE.change);
}

/** Asks what these people may do where the last answer is older than `maximumAge`. */
async function refreshRolesOf(repository: DecisionRow["release"]["repository"], users: Person[], maximumAge: number): Promise<void> {
  const octokit = installationOctokit(Number(repository.installationId));
  for (const user of users) {
    const key = { userId: user.id, repositoryId: repository.id };
    const known = await database().repositoryAccess.findUnique({ where: { userId_repositoryId: key }, select: { checkedAt: true } });
    const checkedAt = new Date();
    if (known && checkedAt.getTime() - known.checkedAt.getTime() < maximumAge) continue;
    const role = await callGithub("say what the voters may do", () => findRole(octokit, repository, user));
    await database().repositoryAccess.upsert({
      where: { userId_repositoryId: key },
      create: { ...key, role, checkedAt },
      update: { role, checkedAt },
    });
  }
}

/** By login, for GitHub answers to nothing else; who was renamed is asked for again by the login that their number has now. */
async function findRole(octokit: Octokit, repository: DecisionRow["release"]["repository"], user: Person): Promise<Role> {
  const githubId = String(user.githubId);
  const asked = await readRoleOf(octokit, repository, user.login);
  if (asked?.githubId === githubId) return asked.role;
  const account = await findAccountById(octokit, githubId);
  if (!account) return "none";
  await database().user.update({ where: { id: user.id }, data: { login: account.login }, select: { id: true } });
  const again = await readRoleOf(octokit, repository, account.login);
  return again?.githubId === githubId ? again.role : "none";
}

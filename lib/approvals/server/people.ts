import { parseRole } from "@/lib/auth/permissions";
import type { Tx } from "@/lib/db/client";
import { database } from "@/lib/db/client";
import { callGithub } from "@/lib/github/github-error";
import { installationOctokit } from "@/lib/github/octokit";
import { readTeamMembers } from "@/lib/github/teams";
import type { Account, DelegationFacts, PersonFacts, Policy } from "../policy";

interface Target {
  id: string;
  owner: string;
  installationId: bigint;
}

/** The teams that slots name. */
export function teamsOf({ slots }: Pick<Policy, "slots">): string[] {
  const slugs = slots.flatMap(({ holders }) => holders.flatMap((holder) => (holder.kind === "team" ? [holder.slug.toLowerCase()] : [])));
  return [...new Set(slugs)];
}

/** Asks GitHub who belongs to the teams of these slots, where what is known is older than `maximumAge`. */
export async function refreshTeams(repository: Target, policy: Pick<Policy, "slots">, maximumAge: number): Promise<void> {
  const octokit = installationOctokit(Number(repository.installationId));
  for (const slug of teamsOf(policy)) {
    const key = { owner: repository.owner.toLowerCase(), slug };
    const known = await database().team.findUnique({ where: { owner_slug: key }, select: { checkedAt: true } });
    const checkedAt = new Date();
    if (known && checkedAt.getTime() - known.checkedAt.getTime() <= maximumAge) continue;
    const members = await callGithub(`list the members of the team ${slug}`, () => readTeamMembers(octokit, repository.owner, slug));
    const row = { members: members.map(({ githubId, login }) => ({ githubId, login })), checkedAt };
    await database().team.upsert({ where: { owner_slug: key }, create: { ...key, ...row }, update: row });
  }
}

/** Everybody who is known to belong to a repository, with roles and teams as GitHub last said. */
export async function listPeople(tx: Tx, repository: Target, policy: Pick<Policy, "slots">): Promise<PersonFacts[]> {
  // One after the other: a transaction has one connection.
  const access = await tx.repositoryAccess.findMany({ where: { repositoryId: repository.id }, include: { user: true } });
  const teams = await tx.team.findMany({ where: { owner: repository.owner.toLowerCase(), slug: { in: teamsOf(policy) } } });
  const members = teams.map(({ slug, members }) => ({ slug, accounts: members as unknown as Account[] }));
  const teamsOfPerson = (githubId: string) =>
    members.filter(({ accounts }) => accounts.some((one) => one.githubId === githubId)).map(({ slug }) => slug);
  const known = access.map(({ user, role }): PersonFacts => {
    const githubId = String(user.githubId);
    return { githubId, login: user.login, role: parseRole(role), teams: teamsOfPerson(githubId) };
  });
  // People who never signed in may lend what is theirs by name or by team.
  const absent = members.flatMap(({ accounts }) => accounts).filter(({ githubId }) => !known.some((one) => one.githubId === githubId));
  return [...known, ...absent.map((one): PersonFacts => ({ ...one, role: "none", teams: teamsOfPerson(one.githubId) }))];
}

/** What is lent in a repository now. */
export async function listDelegations(tx: Tx, repositoryId: string): Promise<DelegationFacts[]> {
  const rows = await tx.delegation.findMany({ where: { repositoryId, endedAt: null } });
  return rows.map(({ fromGithubId, fromLogin, toGithubId, toLogin, slot, startsAt, endsAt }) => ({
    from: { githubId: String(fromGithubId), login: fromLogin },
    to: { githubId: String(toGithubId), login: toLogin },
    slot,
    startsAt,
    endsAt,
  }));
}

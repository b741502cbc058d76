import type { Actor } from "@/lib/auth/actor";
import { parseRole } from "@/lib/auth/permissions";
import { listReadableRepositoryIds } from "@/lib/auth/server/repository-role";
import { database } from "@/lib/db/client";
import { type Account, holdsSlot, type PersonFacts } from "../policy";
import { type DecisionRow, listOpenDecisions } from "./decision-row";
import { teamsOf } from "./people";

/**
 * The open rounds in which something may wait for this person: a slot of theirs or one lent to them, a vote they cast, an
 * override that needs a second one. Seven queries whatever the number of rounds; only these rounds are then judged.
 */
export async function listConcerning(actor: Actor): Promise<DecisionRow[]> {
  const open = await listOpenDecisions(database(), await listReadableRepositoryIds(actor));
  if (open.length === 0) return [];
  const rounds = { in: open.map(({ id }) => id) };
  const repositories = { in: open.map(({ release }) => release.repositoryId) };
  const { githubId: toGithubId } = await database().user.findUniqueOrThrow({ where: { id: actor.id }, select: { githubId: true } });
  const [access, teams, lent, voted, overridden] = await Promise.all([
    database().repositoryAccess.findMany({ where: { userId: actor.id, repositoryId: repositories } }),
    listTeams(open),
    database().delegation.findMany({ where: { repositoryId: repositories, toGithubId, endedAt: null } }),
    database().vote.findMany({ where: { decisionId: rounds, userId: actor.id, isCurrent: true }, select: { decisionId: true } }),
    database().override.findMany({ where: { decisionId: rounds, withdrawnAt: null, secondAt: null }, select: { decisionId: true } }),
  ]);
  const githubId = String(toGithubId);
  const named = new Set([...voted, ...overridden].map(({ decisionId }) => decisionId));
  return open.filter(({ id, policy, release: { repository } }) => {
    const role = parseRole(access.find(({ repositoryId }) => repositoryId === repository.id)?.role);
    const own = teams.filter(({ owner, members }) => owner === repository.owner.toLowerCase() && members.has(githubId));
    const person: PersonFacts = { githubId, login: actor.login, role, teams: own.map(({ slug }) => slug) };
    return (
      named.has(id) ||
      lent.some(({ repositoryId }) => repositoryId === repository.id) ||
      policy.slots.some((slot) => holdsSlot(slot, person))
    );
  });
}

async function listTeams(rounds: readonly DecisionRow[]): Promise<{ owner: string; slug: string; members: Set<string> }[]> {
  const slugs = [...new Set(rounds.flatMap(({ policy }) => teamsOf(policy)))];
  if (slugs.length === 0) return [];
  const rows = await database().team.findMany({ where: { slug: { in: slugs } } });
  return rows.map(({ owner, slug, members }) => ({
    owner,
    slug,
    members: new Set((members as unknown as Account[]).map(({ githubId }) => githubId)),
  }));
}

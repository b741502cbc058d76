import type { Actor } from "@/lib/auth/actor";
import { can, explainRefusal } from "@/lib/auth/permissions";
import { getRepositoryRole, ROLE_AGE } from "@/lib/auth/server/repository-role";
import { database } from "@/lib/db/client";
import { findReadableRepository } from "@/lib/releases/server/get-repository";
import { defaultPolicy, type Policy } from "../policy";
import type { PolicySettings } from "../room-view";
import { RELEASE_TYPES } from "./set-policy";

/** Who decides on releases of a repository, by type, and what is lent. */
export async function getPolicySettings(actor: Actor, owner: string, name: string): Promise<PolicySettings> {
  const repository = await findReadableRepository(actor, owner, name);
  const [rows, delegations, role] = await Promise.all([
    database().approvalPolicy.findMany({ where: { repositoryId: repository.id } }),
    database().delegation.findMany({
      where: { repositoryId: repository.id, endedAt: null, endsAt: { gt: new Date() } },
      orderBy: { startsAt: "asc" },
    }),
    getRepositoryRole(actor, repository.id, ROLE_AGE.read),
  ]);
  const mayConfigure = can(role, "approvals.configure");
  return {
    repositoryId: repository.id,
    owner: repository.owner,
    name: repository.name,
    policies: RELEASE_TYPES.map((releaseType) => {
      const row = rows.find((one) => one.releaseType === releaseType);
      // Written by set-policy.ts alone.
      return { releaseType, policy: row ? (row.policy as unknown as Policy) : defaultPolicy(releaseType), isOwn: row !== undefined };
    }),
    delegations: delegations.map(({ id, fromGithubId, fromLogin, toGithubId, toLogin, slot, startsAt, endsAt, createdBy }) => ({
      id,
      from: { githubId: String(fromGithubId), login: fromLogin },
      to: { githubId: String(toGithubId), login: toLogin },
      slot,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      mayEnd: mayConfigure || createdBy === actor.id,
    })),
    refusal: mayConfigure ? null : explainRefusal("approvals.configure", role, `${repository.owner}/${repository.name}`),
  };
}

import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { can } from "@/lib/auth/permissions";
import { getRepositoryRole, ROLE_AGE } from "@/lib/auth/server/repository-role";
import { octokitOf } from "@/lib/auth/server/user-token";
import { command } from "@/lib/command/command";
import { database } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { findAccount } from "@/lib/github/accounts";
import { callGithub } from "@/lib/github/github-error";
import { databaseNow } from "./judge";

const LONGEST_DAYS = 92;
const DAY = 86_400_000;

const input = z.object({
  delegationId: z.uuid(),
  repositoryId: z.uuid(),
  toLogin: z.string().trim().min(1).max(100),
  /** Null for every slot of the person. */
  slot: z.string().trim().min(1).max(60).nullable(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
});

async function prepare(actor: Actor, { toLogin }: z.infer<typeof input>) {
  const octokit = await octokitOf(actor.id);
  const found = await callGithub("look up an account", () => findAccount(octokit, toLogin));
  if (!found) throw new AppError("invalid", `GitHub knows nobody called ${toLogin}. Write the login as on their page.`);
  if (found.isBot) throw new AppError("invalid", `${found.login} is a bot, and a bot cannot vote.`);
  return found;
}

/** Lends the own slots to somebody from one time to another; they then vote in one's place, and it says so. */
export const lendSlot = command({
  permission: "release.vote",
  input,
  repositoryOf: async ({ repositoryId }) => repositoryId,
  prepare,
  async run({ tx, actor, prepared: to }, { delegationId, repositoryId, slot, ...times }) {
    const known = await tx.delegation.findUnique({ where: { id: delegationId }, select: { createdBy: true } });
    if (known && known.createdBy !== actor.id) throw new AppError("conflict", "Somebody else's loan has this number. Try again.");
    if (known) return { value: { delegationId }, events: [] };
    const own = await tx.user.findUniqueOrThrow({ where: { id: actor.id }, select: { githubId: true, login: true } });
    const [startsAt, endsAt] = [new Date(times.startsAt), new Date(times.endsAt)];
    if (String(own.githubId) === to.githubId) throw new AppError("invalid", "You hold your slots already. Lend them to somebody else.");
    if (endsAt <= startsAt || endsAt <= (await databaseNow(tx)))
      throw new AppError("invalid", "The loan would be over before it begins. Choose a later end.");
    if (endsAt.getTime() - startsAt.getTime() > LONGEST_DAYS * DAY)
      throw new AppError("invalid", `A slot is lent for ${LONGEST_DAYS} days at most. For longer, change who holds it.`);
    await tx.delegation.create({
      data: {
        id: delegationId,
        repositoryId,
        fromGithubId: own.githubId,
        fromLogin: own.login,
        toGithubId: BigInt(to.githubId),
        toLogin: to.login,
        slot,
        startsAt,
        endsAt,
        createdBy: actor.id,
      },
      select: { id: true },
    });
    return {
      value: { delegationId },
      events: [
        {
          type: "decision.delegated",
          repositoryId,
          sentence: `Lent ${slot ?? "every slot"} to ${to.login} from ${startsAt.toISOString().slice(0, 16)} to ${endsAt.toISOString().slice(0, 16)} UTC`,
          data: { delegationId, to: to.login, slot },
        },
      ],
      changes: [{ repositoryId, topic: "decision" }],
    };
  },
});

async function repositoryOfDelegation({ delegationId }: { delegationId: string }): Promise<string> {
  const row = await database().delegation.findUnique({ where: { id: delegationId }, select: { repositoryId: true } });
  if (!row) throw new AppError("not-found", "This loan is not there, or you may not see it.");
  return row.repositoryId;
}

/** Ends a loan early: who lent, or who may change the settings. Votes given under it stay. */
export const endDelegation = command({
  permission: "release.vote",
  input: z.object({ delegationId: z.uuid() }),
  repositoryOf: repositoryOfDelegation,
  async prepare(actor, { delegationId }) {
    const role = await getRepositoryRole(actor, await repositoryOfDelegation({ delegationId }), ROLE_AGE.change);
    return { mayConfigure: can(role, "approvals.configure") };
  },
  async run({ tx, actor, prepared }, { delegationId }) {
    const row = await tx.delegation.findUniqueOrThrow({ where: { id: delegationId } });
    if (row.createdBy !== actor.id && !prepared.mayConfigure)
      throw new AppError("forbidden", `Only ${row.fromLogin} or an administrator of the repository can end this loan.`);
    if (row.endedAt) return { value: { delegationId }, events: [] };
    await tx.delegation.update({ where: { id: delegationId }, data: { endedAt: await databaseNow(tx) }, select: { id: true } });
    return {
      value: { delegationId },
      events: [
        {
          type: "decision.delegation-ended",
          repositoryId: row.repositoryId,
          sentence: `Ended the loan of ${row.slot ?? "every slot"} from ${row.fromLogin} to ${row.toLogin}`,
          data: { delegationId },
        },
      ],
      changes: [{ repositoryId: row.repositoryId, topic: "decision" }],
    };
  },
});

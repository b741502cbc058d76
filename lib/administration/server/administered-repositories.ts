import type { Actor } from "@/lib/auth/actor";
import { can, parseRole, ROLES } from "@/lib/auth/permissions";
import { listReadableRepositoryIds } from "@/lib/auth/server/repository-role";
import { database } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";

/** Connected repositories that this person administers, by what GitHub said last. */
async function listKnown(actor: Actor) {
  const access = await database().repositoryAccess.findMany({ where: { userId: actor.id }, include: { repository: true } });
  return access.filter(({ role }) => can(parseRole(role), "administration.read")).map(({ repository }) => repository);
}

/** Whether the way to the page is shown; the page itself asks GitHub. */
export async function mayAdminister(actor: Actor): Promise<boolean> {
  const enough = ROLES.filter((role) => can(role, "administration.read"));
  // Of somebody who just came nothing is known; the first page they see has the way already. What is wrong, the page says.
  const isKnown = await database().repositoryAccess.findFirst({ where: { userId: actor.id }, select: { userId: true } });
  if (!isKnown) await listReadableRepositoryIds(actor).catch(() => []);
  return (
    (await database().repositoryAccess.findFirst({ where: { userId: actor.id, role: { in: enough } }, select: { userId: true } })) !== null
  );
}

/** Repositories that this person administers, no older than a page may be; refuses when there is none. */
export async function requireAdministered(actor: Actor) {
  const readable = new Set(await listReadableRepositoryIds(actor));
  const repositories = (await listKnown(actor)).filter(({ id }) => readable.has(id));
  if (repositories.length === 0)
    throw new AppError(
      "not-found",
      "The administration page is for people with the role maintain on a connected repository. Ask an administrator of one.",
    );
  return repositories;
}

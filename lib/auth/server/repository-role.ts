import { database } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { githubError } from "@/lib/github/github-error";
import { readViewerRoles } from "@/lib/github/repositories";
import { log } from "@/lib/log/log";
import type { Actor } from "../actor";
import { can, parseRole, type Role } from "../permissions";
import { octokitOf } from "./user-token";

/** How old an answer of GitHub may be (RELIABILITY P8): reading a page, changing a draft, acting on GitHub. */
export const ROLE_AGE = { read: 10 * 60_000, change: 60_000, act: 0 } as const;
const REFRESH_AFTER = 60_000;
/** For how long a last answer stands for reading while GitHub gives none (RELIABILITY T16). */
const KEEP_MILLISECONDS = 86_400_000;
/** A page that could be shown does not wait longer for GitHub's word on it. */
const PATIENCE_MILLISECONDS = 500;

interface KnownRole {
  repositoryId: string;
  role: Role;
  checkedAt: Date;
}

/** What GitHub lets this person do on a repository, no older than `maximumAge`. */
export async function getRepositoryRole(actor: Actor, repositoryId: string, maximumAge: number): Promise<Role> {
  const known = await database().repositoryAccess.findUnique({ where: { userId_repositoryId: { userId: actor.id, repositoryId } } });
  if (known && Date.now() - known.checkedAt.getTime() <= maximumAge) return parseRole(known.role);
  const stored = known
    ? new Map([[repositoryId, { repositoryId, role: parseRole(known.role), checkedAt: known.checkedAt }]])
    : new Map<string, KnownRole>();
  // Only reading may lean on an old answer; changing and acting need a fresh one.
  const roles =
    maximumAge >= ROLE_AGE.read ? await refreshOrKeep(actor, [repositoryId], stored) : await refreshRoles(actor, [repositoryId]);
  return roles.get(repositoryId) ?? "none";
}

/** Ids of the connected repositories this person may see; old answers are renewed behind the page. */
export async function listReadableRepositoryIds(actor: Actor): Promise<string[]> {
  const [repositories, access] = await Promise.all([
    database().repository.findMany({ select: { id: true } }),
    database().repositoryAccess.findMany({ where: { userId: actor.id } }),
  ]);
  const known = new Map(
    access.map(({ repositoryId, role, checkedAt }): [string, KnownRole] => [
      repositoryId,
      { repositoryId, role: parseRole(role), checkedAt },
    ]),
  );
  const age = (id: string) => Date.now() - (known.get(id)?.checkedAt.getTime() ?? 0);
  const unknown = repositories.filter(({ id }) => age(id) > ROLE_AGE.read).map(({ id }) => id);
  const old = repositories.filter(({ id }) => age(id) > REFRESH_AFTER && !unknown.includes(id)).map(({ id }) => id);
  if (old.length > 0) void refreshRoles(actor, old).catch((error: unknown) => log().debug({ error }, "roles could not be renewed"));
  const fresh = unknown.length > 0 ? await refreshOrKeep(actor, unknown, known) : new Map<string, Role>();
  return repositories.filter(({ id }) => can(fresh.get(id) ?? known.get(id)?.role ?? "none", "repository.read")).map(({ id }) => id);
}

/**
 * While GitHub is away, or takes its time, people keep for a day what they were last seen to have; a sign-in that ended
 * keeps nothing. Who was never seen to have anything waits for GitHub.
 */
async function refreshOrKeep(actor: Actor, ids: string[], known: Map<string, KnownRole>): Promise<Map<string, Role>> {
  const kept = new Map(ids.map((id) => [id, keptRole(known.get(id))]));
  const asked = refreshRoles(actor, ids).catch((error: unknown) => {
    if (error instanceof AppError && error.code !== "upstream") throw error;
    return kept;
  });
  return ids.every((id) => isKept(known.get(id))) ? Promise.race([asked, after(PATIENCE_MILLISECONDS, kept)]) : asked;
}

function keptRole(known: KnownRole | undefined): Role {
  return isKept(known) && known ? known.role : "none";
}

function isKept(known: KnownRole | undefined): boolean {
  return known !== undefined && Date.now() - known.checkedAt.getTime() < KEEP_MILLISECONDS;
}

function after<Value>(milliseconds: number, value: Value): Promise<Value> {
  return new Promise((resolve) => setTimeout(() => resolve(value), milliseconds).unref());
}

async function refreshRoles(actor: Actor, repositoryIds: string[]): Promise<Map<string, Role>> {
  const repositories = await database().repository.findMany({ where: { id: { in: repositoryIds } }, select: { id: true, nodeId: true } });
  const octokit = await octokitOf(actor.id);
  let byNodeId: Map<string, Role>;
  try {
    byNodeId = await readViewerRoles(
      octokit,
      repositories.map(({ nodeId }) => nodeId),
    );
  } catch (error) {
    throw githubError(error, "say what you may do");
  }
  const checkedAt = new Date();
  await database().$transaction(
    repositories.map(({ id, nodeId }) => {
      const role = byNodeId.get(nodeId) ?? "none";
      return database().repositoryAccess.upsert({
        where: { userId_repositoryId: { userId: actor.id, repositoryId: id } },
        create: { userId: actor.id, repositoryId: id, role, checkedAt },
        update: { role, checkedAt },
      });
    }),
  );
  return new Map(repositories.map(({ id, nodeId }) => [id, byNodeId.get(nodeId) ?? "none"]));
}

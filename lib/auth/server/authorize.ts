import { database } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { Actor } from "../actor";
import { can, explainRefusal, type Permission } from "../permissions";
import { getRepositoryRole } from "./repository-role";

/**
 * Refuses unless this person may do this on this repository, by what GitHub says and not by what Slipway could.
 * Who may not even read it learns only that it is not there.
 */
export async function authorize(actor: Actor, permission: Permission, repositoryId: string, maximumAge: number): Promise<void> {
  const repository = await database().repository.findUnique({ where: { id: repositoryId }, select: { owner: true, name: true } });
  if (!repository) throw new AppError("not-found", "This repository is not connected, or you may not see it.");
  const role = await getRepositoryRole(actor, repositoryId, maximumAge);
  if (can(role, permission)) return;
  if (!can(role, "repository.read")) throw new AppError("not-found", "This repository is not connected, or you may not see it.");
  throw new AppError("forbidden", explainRefusal(permission, role, `${repository.owner}/${repository.name}`));
}

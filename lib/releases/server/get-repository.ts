import type { Actor } from "@/lib/auth/actor";
import { can } from "@/lib/auth/permissions";
import { authorize } from "@/lib/auth/server/authorize";
import { getRepositoryRole, ROLE_AGE } from "@/lib/auth/server/repository-role";
import { database } from "@/lib/db/client";
import { environment } from "@/lib/env/environment";
import { AppError } from "@/lib/errors/app-error";
import { listLights } from "@/lib/runs/server/list-lights";
import { CONFIRMING_SWEEPS, freshness } from "../freshness";
import type { RepositoryView } from "../release-views";
import { isInFlight } from "./open-releases";
import { toReleaseView } from "./to-release-view";

/** A connected repository by its name, for a person who may read it; else it is simply not there. */
export async function findReadableRepository(actor: Actor, owner: string, name: string) {
  const repository = await database().repository.findUnique({
    where: { owner_name: { owner, name } },
    include: { sweeps: CONFIRMING_SWEEPS },
  });
  if (!repository) throw new AppError("not-found", `${owner}/${name} is not connected, or you may not see it.`);
  await authorize(actor, "repository.read", repository.id, ROLE_AGE.read);
  return repository;
}

/** The repository screen: releases in flight with every candidate, and past releases. */
export async function getRepository(actor: Actor, owner: string, name: string, pastLimit = 20): Promise<RepositoryView> {
  const repository = await findReadableRepository(actor, owner, name);
  const inFlight = isInFlight();
  const [open, past, pastCount, role] = await Promise.all([
    database().release.findMany({
      where: { repositoryId: repository.id, ...inFlight },
      include: { candidates: true },
      orderBy: { sortKey: "desc" },
    }),
    database().release.findMany({
      where: { repositoryId: repository.id, NOT: inFlight },
      include: { candidates: true },
      orderBy: [{ publishedAt: { sort: "desc", nulls: "last" } }, { sortKey: "desc" }],
      take: pastLimit,
    }),
    database().release.count({ where: { repositoryId: repository.id, NOT: inFlight } }),
    getRepositoryRole(actor, repository.id, ROLE_AGE.read),
  ]);
  const commits = open.flatMap(({ candidates }) => candidates.map(({ sha }) => ({ repositoryId: repository.id, sha })));
  const lights = (await listLights(commits)).get(repository.id) ?? [];
  return {
    id: repository.id,
    owner: repository.owner,
    name: repository.name,
    description: repository.description,
    defaultBranch: repository.defaultBranch,
    url: `${environment().GITHUB_URL}/${repository.owner}/${repository.name}`,
    changelogPath: repository.changelogPath,
    timeZone: repository.timeZone,
    notesAreGenerated: repository.notesAreGenerated,
    toolLogins: repository.toolLogins,
    canConfigure: can(role, "repository.configure"),
    open: open.map((release) => toReleaseView(release, lights)),
    past: past.map((release) => toReleaseView(release, [])),
    pastCount,
    ...freshness(repository),
  };
}

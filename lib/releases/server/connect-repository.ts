import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { can, explainRefusal } from "@/lib/auth/permissions";
import { octokitOf } from "@/lib/auth/server/user-token";
import { inTransaction } from "@/lib/command/command";
import { database } from "@/lib/db/client";
import { environment } from "@/lib/env/environment";
import { AppError } from "@/lib/errors/app-error";
import { callGithub } from "@/lib/github/github-error";
import { appOctokit, installationOctokit } from "@/lib/github/octokit";
import { type GithubRepository, listInstallations, listOwnRepositories, readRepository } from "@/lib/github/repositories";
import { announce } from "@/lib/live/announce";
import { freeName } from "./free-name";
import { RESOURCES, wakeSweep } from "./sweeps";

const input = z.object({ fullName: z.string().regex(/^[\w.-]+\/[\w.-]+$/, "must look like owner/name") });

/** A repository that could be connected, with the sentence why not. */
export interface Connectable {
  fullName: string;
  description: string;
  isPrivate: boolean;
  isConnected: boolean;
  /** Null when this person can connect it now. */
  obstacle: string | null;
}

/** Everything this person reaches on GitHub, with what stands in the way of connecting it. */
export async function listConnectable(actor: Actor): Promise<Connectable[]> {
  const octokit = await octokitOf(actor.id);
  const [own, installations, connected] = await Promise.all([
    callGithub("list your repositories", () => listOwnRepositories(octokit)),
    callGithub("list the App's installations", () => listInstallations(appOctokit())),
    database().repository.findMany({ select: { githubId: true } }),
  ]);
  const ids = new Set(connected.map(({ githubId }) => githubId));
  return own.map((repository) => ({
    fullName: `${repository.owner}/${repository.name}`,
    description: repository.description,
    isPrivate: repository.isPrivate,
    isConnected: ids.has(repository.githubId),
    obstacle: obstacleTo(repository, installations),
  }));
}

/** Connects a repository that the person may administer and on whose owner the App is installed. Safe to repeat. */
export async function connectRepository(actor: Actor, raw: unknown): Promise<{ fullName: string }> {
  const parsed = input.safeParse(raw);
  if (!parsed.success) throw new AppError("invalid", "Name the repository as owner/name.");
  const [owner = "", name = ""] = parsed.data.fullName.split("/");
  const octokit = await octokitOf(actor.id);
  const repository = await callGithub(`find ${parsed.data.fullName}`, () => readRepository(octokit, { owner, name }));
  const installations = await callGithub("list the App's installations", () => listInstallations(appOctokit()));
  const obstacle = obstacleTo(repository, installations);
  if (obstacle) throw new AppError(can(repository.role, "repository.connect") ? "blocked" : "forbidden", obstacle);
  return save(actor, repository, installations.get(repository.owner.toLowerCase()) ?? 0);
}

/** Connects a repository named in the settings; no person asked for it, so the App's own view decides. */
export async function connectByName(fullName: string): Promise<void> {
  const [owner = "", name = ""] = fullName.split("/");
  const known = await database().repository.findUnique({ where: { owner_name: { owner, name } }, select: { syncProblem: true } });
  // One that cannot be read may have given its name to another.
  if (known && known.syncProblem === null) return;
  const installations = await listInstallations(appOctokit());
  const installationId = installations.get(owner.toLowerCase());
  if (!installationId) throw new AppError("blocked", `The GitHub App is not installed on ${owner}.`);
  await save(null, await readRepository(installationOctokit(installationId), { owner, name }), installationId);
}

async function save(actor: Actor | null, repository: GithubRepository, installationId: number): Promise<{ fullName: string }> {
  const fullName = `${repository.owner}/${repository.name}`;
  const { role: _, githubId, ...facts } = repository;
  const { value: id } = await inTransaction(async (tx) => {
    await freeName(tx, { ...facts, githubId });
    const known = await tx.repository.findUnique({ where: { githubId }, select: { id: true } });
    // Connecting again repairs what a rename or a new installation of the App has made old.
    if (known) {
      await tx.repository.update({
        where: { id: known.id },
        data: { ...facts, installationId: BigInt(installationId) },
        select: { id: true },
      });
      return { value: known.id, events: [] };
    }
    const created = await tx.repository.create({
      data: { ...facts, githubId, installationId: BigInt(installationId) },
      select: { id: true },
    });
    return { value: created.id, events: [{ type: "repository.connected", repositoryId: created.id, sentence: `Connected ${fullName}` }] };
  }, actor);
  for (const resource of RESOURCES) await wakeSweep(id, resource);
  await announce({ repositoryId: id, topic: "repository" });
  return { fullName };
}

function obstacleTo(repository: GithubRepository, installations: Map<string, number>): string | null {
  const fullName = `${repository.owner}/${repository.name}`;
  if (!can(repository.role, "repository.connect")) return explainRefusal("repository.connect", repository.role, fullName);
  if (installations.has(repository.owner.toLowerCase())) return null;
  return `The GitHub App is not installed on ${repository.owner}. Install it at ${environment().GITHUB_URL}/settings/installations, then come back.`;
}

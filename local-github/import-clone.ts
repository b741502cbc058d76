import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { basename, resolve as resolvePath } from "node:path";
import { git, gitText, listRefs, updateRefs } from "./git/git";
import type { Repository, Role } from "./state";
import type { World } from "./world";

export interface ImportRequest {
  path: string;
  /** `owner/name`; without it the clone's own remote says, else `local/<folder>`. */
  fullName: string | null;
}

/** `--repo PATH[=owner/name]` as typed. */
export function parseImport(text: string): ImportRequest {
  const match = /^(.*?)(?:=([\w.-]+\/[\w.-]+))?$/.exec(text);
  return { path: resolvePath(match?.[1] ?? text), fullName: match?.[2] ?? null };
}

/**
 * Copies a local clone bare: branches, remote-tracking branches without a local twin, tags and history.
 * The original is only read; none of its hooks or workflow commands ever runs. An import that is here already is kept.
 */
export async function importClone(
  world: World,
  request: ImportRequest,
  roles: Record<string, Role>,
): Promise<{ repository: Repository; isNew: boolean }> {
  if (!existsSync(request.path))
    throw new Error(`There is no folder ${request.path}. Name a clone: --repo PATH or --repo PATH=owner/name.`);
  const top = await gitText(request.path, ["rev-parse", "--absolute-git-dir"]).catch(() => {
    throw new Error(`${request.path} is no git repository. Name the folder of a clone.`);
  });
  const fullName = request.fullName ?? (await nameFromRemote(request.path)) ?? `local/${basename(request.path)}`;
  const [owner = "local", name = "repository"] = fullName.split("/");
  const known = world.store.findRepository(owner, name);
  if (known) return { repository: known, isNew: false };
  const repository = createRepositoryRecord(world, { owner, name, description: `Imported from ${request.path}`, roles });
  const folder = world.store.gitFolder(repository);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await git(folder, ["init", "--quiet", "--bare", "--initial-branch=main"]);
  await git(folder, [
    "fetch",
    "--quiet",
    "--upload-pack",
    "git -c safe.directory=* upload-pack",
    "--no-tags",
    "--no-write-fetch-head",
    top,
    "+refs/heads/*:refs/heads/*",
    "+refs/tags/*:refs/tags/*",
    "+refs/remotes/origin/*:refs/remotes/origin/*",
  ]);
  const heads = new Set((await listRefs(folder, "refs/heads/")).map((ref) => ref.name));
  const remotes = (await listRefs(folder, "refs/remotes/origin/")).map((ref) => ({
    ...ref,
    head: ref.name.replace("refs/remotes/origin/", "refs/heads/"),
  }));
  const missing = remotes.filter(({ head }) => !heads.has(head) && head !== "refs/heads/HEAD");
  await updateRefs(folder, [
    ...missing.map(({ head, sha }) => ({ ref: head, after: sha })),
    ...remotes.map((ref) => ({ ref: ref.name, after: null })),
  ]);
  repository.defaultBranch = await defaultBranchOf(request.path, folder);
  await git(folder, ["symbolic-ref", "HEAD", `refs/heads/${repository.defaultBranch}`]);
  world.store.changed();
  return { repository, isNew: true };
}

/** Lets the workflows of a new import run once, on its default branch and its newest release branches, as after a push. */
export async function startImportedWorkflows(world: World, repository: Repository): Promise<void> {
  const refs = await listRefs(world.store.gitFolder(repository), "refs/heads/");
  const releases = refs.filter(({ name }) => /^refs\/heads\/(?:release|rel)[/-]/.test(name)).slice(-2);
  const main = refs.filter(({ name }) => name === `refs/heads/${repository.defaultBranch}`);
  for (const { name, sha } of [...main, ...releases]) await world.actions.onPush(repository, name, sha, "demo-manager");
}

/** Registers a repository and installs the App on its owner; the git folder is made by the caller. */
export function createRepositoryRecord(
  world: World,
  {
    owner,
    name,
    description,
    roles,
    isPrivate = true,
    createdAt,
  }: Pick<Repository, "owner" | "name" | "description" | "roles"> & { isPrivate?: boolean; createdAt?: string },
): Repository {
  const { store } = world;
  const now = createdAt ?? store.nowIso();
  if (!store.state.accounts.some(({ login }) => login === owner))
    store.state.accounts.push({
      id: store.nextId(),
      login: owner,
      name: owner,
      email: `${owner}@users.noreply.github.com`,
      type: "Organization",
    });
  if (!store.state.installations.some(({ account }) => account === owner))
    store.state.installations.push({ id: store.nextId(), account: owner, createdAt: now });
  const repository: Repository = {
    id: store.nextId(),
    owner,
    name,
    description,
    isPrivate,
    defaultBranch: "main",
    createdAt: now,
    pushedAt: now,
    roles,
  };
  store.state.repositories.push(repository);
  store.changed();
  return repository;
}

async function nameFromRemote(path: string): Promise<string | null> {
  const url = await gitText(path, ["config", "--get", "remote.origin.url"]).catch(() => "");
  return /[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(url)?.[1] ?? null;
}

async function defaultBranchOf(path: string, folder: string): Promise<string> {
  const heads = new Set((await listRefs(folder, "refs/heads/")).map(({ name }) => name.slice("refs/heads/".length)));
  const remote = await gitText(path, ["symbolic-ref", "--short", "refs/remotes/origin/HEAD"]).catch(() => "");
  const current = await gitText(path, ["symbolic-ref", "--short", "HEAD"]).catch(() => "");
  return [remote.replace(/^origin\//, ""), "main", "master", "develop", current, ...heads].find((name) => heads.has(name)) ?? "main";
}

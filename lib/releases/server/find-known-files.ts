import { database } from "@/lib/db/client";
import { type FoundFile, findFiles } from "@/lib/github/files";
import type { Octokit } from "@/lib/github/octokit";

/** Those paths that are files at a commit. What was asked once is never asked again: a commit does not change. */
export async function findKnownFiles(
  octokit: Octokit,
  repository: { id: string; owner: string; name: string },
  sha: string,
  paths: string[],
): Promise<Map<string, FoundFile>> {
  const repositoryId = repository.id;
  const known = await database().commitFile.findMany({ where: { repositoryId, sha, path: { in: paths } } });
  const unknown = paths.filter((path) => !known.some((file) => file.path === path));
  const found = await findFiles(octokit, repository, sha, unknown);
  const asked = unknown.map((path) => ({
    repositoryId,
    sha,
    path,
    oid: found.get(path)?.oid ?? null,
    byteSize: found.get(path)?.byteSize ?? 0,
  }));
  await database().commitFile.createMany({ data: asked, skipDuplicates: true });
  return new Map([...known, ...asked].flatMap(({ path, oid, byteSize }) => (oid ? [[path, { oid, byteSize }] as const] : [])));
}

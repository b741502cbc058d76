import { type DecodedFile, decodeFile } from "@/lib/changelog/encoding";
import { database } from "@/lib/db/client";
import { readBlob } from "@/lib/github/files";
import type { Octokit } from "@/lib/github/octokit";

/** A file's text by git object id: from our store, else from GitHub; an object never changes, so it is read once. */
export async function readFileText(
  octokit: Octokit,
  repository: { id: string; owner: string; name: string },
  oid: string,
): Promise<DecodedFile> {
  const key = { repositoryId: repository.id, oid };
  const known = await database().fileBlob.findUnique({ where: { repositoryId_oid: key } });
  if (known) return decodeFile(known.bytes);
  const bytes = Uint8Array.from(await readBlob(octokit, repository, oid));
  await database().fileBlob.createMany({ data: [{ ...key, bytes }], skipDuplicates: true });
  return decodeFile(bytes);
}

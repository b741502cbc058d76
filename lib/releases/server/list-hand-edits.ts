import { database } from "@/lib/db/client";
import type { CandidateName } from "../candidates";
import type { HandEditView } from "../hand-edit";

/** Hand edits of generated files that the tool has not written over, on the default branch and on those of a release, newest first. */
export async function listHandEdits(
  repository: { id: string; defaultBranch: string; notesAreGenerated: boolean },
  candidates: { names: unknown; goneAt: Date | null }[],
): Promise<HandEditView[]> {
  if (!repository.notesAreGenerated) return [];
  const names = candidates.filter(({ goneAt }) => goneAt === null).flatMap((candidate) => candidate.names as CandidateName[]);
  const branches = [repository.defaultBranch, ...names.filter(({ kind }) => kind !== "tag").map(({ name }) => name)];
  const edits = await database().handEdit.findMany({
    where: { repositoryId: repository.id, branch: { in: branches }, overwrittenAt: null },
    orderBy: { committedAt: "desc" },
    take: 20,
  });
  return edits.map(({ sha, path, branch, login, committedAt }) => ({ sha, path, branch, login, committedAt: committedAt.toISOString() }));
}

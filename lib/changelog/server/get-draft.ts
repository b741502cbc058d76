import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/server/authorize";
import { getRepositoryRole, ROLE_AGE } from "@/lib/auth/server/repository-role";
import { database } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { BranchState, DraftView } from "../draft-view";
import { decodeFile } from "../encoding";
import { readUndoState } from "../operation-log";
import { readDraftRow, readLog, repositoryOfDraft } from "./draft-row";
import { explainEditRefusal } from "./edit-refusal";
import { findProposal } from "./find-proposal";

/** One draft for one person: what it holds, what they may do with it, and where its branch stands. */
export async function getDraft(actor: Actor, draftId: string): Promise<DraftView> {
  const repositoryId = await repositoryOfDraft({ draftId });
  await authorize(actor, "repository.read", repositoryId, ROLE_AGE.read);
  const row = await database().draft.findUniqueOrThrow({ where: { id: draftId }, include: { release: { include: { repository: true } } } });
  if (row.state !== "open") throw new AppError("conflict", "This draft was committed. Open the changelog again to go on from there.");
  const draft = readDraftRow(row);
  const { undo, redo } = readUndoState(await database().$transaction((tx) => readLog(tx, draftId)), actor.id, draft.undoFloor);
  const role = await getRepositoryRole(actor, repositoryId, ROLE_AGE.read);
  return {
    id: draft.id,
    releaseId: draft.releaseId,
    repositoryId,
    viewerId: actor.id,
    version: draft.version,
    branch: draft.branch,
    path: draft.path,
    blobOid: draft.blobOid,
    headSha: draft.headSha,
    date: draft.date,
    notes: draft.notes,
    ledger: draft.ledger,
    revision: draft.revision,
    savedAt: draft.updatedAt.toISOString(),
    undo: undo?.sentence ?? null,
    redo: redo?.sentence ?? null,
    branchState: await branchState(repositoryId, draft),
    editRefusal: explainEditRefusal(role, row.release.repository),
    proposal: await findProposal(draft),
  };
}

async function branchState(repositoryId: string, draft: { branch: string; headSha: string }): Promise<BranchState> {
  const ref = await database().gitRef.findUnique({ where: { repositoryId_name: { repositoryId, name: `refs/heads/${draft.branch}` } } });
  if (!ref) return { state: "gone" };
  return ref.sha === draft.headSha ? { state: "as-seen" } : { state: "moved", head: ref.sha, subject: ref.subject };
}

/** The file a draft was made from; it never changes, so browsers keep it by its object id. */
export async function getDraftSource(actor: Actor, draftId: string): Promise<{ text: string; blobOid: string }> {
  const repositoryId = await repositoryOfDraft({ draftId });
  await authorize(actor, "repository.read", repositoryId, ROLE_AGE.read);
  const { blobOid } = await database().draft.findUniqueOrThrow({ where: { id: draftId }, select: { blobOid: true } });
  const blob = await database().fileBlob.findUniqueOrThrow({ where: { repositoryId_oid: { repositoryId, oid: blobOid } } });
  return { text: decodeFile(blob.bytes).text, blobOid };
}

import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/server/authorize";
import { getRepositoryRole, ROLE_AGE } from "@/lib/auth/server/repository-role";
import { database, type Prisma } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { BranchState, DraftFacts, DraftNews, DraftView } from "../draft-view";
import { decodeFile } from "../encoding";
import type { NotesOperation } from "../notes-operation";
import { readUndoState } from "../operation-log";
import { readDraftRow, readLog, repositoryOfDraft, TEXT } from "./draft-row";
import { explainEditRefusal } from "./edit-refusal";
import { findProposal } from "./find-proposal";

const RELEASE = { release: { include: { repository: true } } } as const;

/** One draft for one person: what it holds, what they may do with it, and where its branch stands. */
export async function getDraft(actor: Actor, draftId: string): Promise<DraftView> {
  await authorizeReading(actor, draftId);
  const row = readDraftRow(await database().draft.findUniqueOrThrow({ where: { id: draftId }, include: RELEASE }));
  return { ...(await readFacts(actor, row)), notes: row.notes, ledger: row.ledger };
}

/** What happened to a draft after a revision that the reader has; the whole draft when acts alone do not tell it. */
export async function getDraftNews(actor: Actor, draftId: string, after: number): Promise<DraftNews | DraftView> {
  await authorizeReading(actor, draftId);
  const row = await database().draft.findUniqueOrThrow({
    where: { id: draftId },
    include: RELEASE,
    omit: TEXT,
  });
  // A draft that was moved onto another commit got another text and another ledger.
  if (after < row.undoFloor || after > row.revision) return getDraft(actor, draftId);
  const acts = await database().draftOperation.findMany({
    where: { draftId, revision: { gt: after, lte: row.revision } },
    orderBy: { revision: "asc" },
    select: { operation: true },
  });
  // The column is written by change-draft.ts alone.
  return { draft: await readFacts(actor, row), acts: acts.map(({ operation }) => operation as unknown as NotesOperation) };
}

/** Answers with the draft's repository. */
async function authorizeReading(actor: Actor, draftId: string): Promise<string> {
  const repositoryId = await repositoryOfDraft({ draftId });
  await authorize(actor, "repository.read", repositoryId, ROLE_AGE.read);
  return repositoryId;
}

type FactsRow = Omit<Prisma.DraftGetPayload<{ include: typeof RELEASE }>, keyof typeof TEXT>;

async function readFacts(actor: Actor, row: FactsRow): Promise<DraftFacts> {
  if (row.state !== "open") throw new AppError("conflict", "This draft was committed. Open the changelog again to go on from there.");
  const { repository } = row.release;
  const { undo, redo } = readUndoState(await database().$transaction((tx) => readLog(tx, row.id)), actor.id, row.undoFloor);
  const role = await getRepositoryRole(actor, repository.id, ROLE_AGE.read);
  return {
    id: row.id,
    releaseId: row.releaseId,
    repositoryId: repository.id,
    viewerId: actor.id,
    version: row.version,
    branch: row.branch,
    path: row.path,
    blobOid: row.blobOid,
    headSha: row.headSha,
    date: row.date,
    revision: row.revision,
    savedAt: row.updatedAt.toISOString(),
    undo: undo?.sentence ?? null,
    redo: redo?.sentence ?? null,
    branchState: await branchState(repository.id, row),
    editRefusal: explainEditRefusal(role, repository),
    proposal: await findProposal(row),
  };
}

async function branchState(repositoryId: string, draft: { branch: string; headSha: string }): Promise<BranchState> {
  const ref = await database().gitRef.findUnique({ where: { repositoryId_name: { repositoryId, name: `refs/heads/${draft.branch}` } } });
  if (!ref) return { state: "gone" };
  return ref.sha === draft.headSha ? { state: "as-seen" } : { state: "moved", head: ref.sha, subject: ref.subject };
}

/** The file a draft was made from; it never changes, so browsers keep it by its object id. */
export async function getDraftSource(actor: Actor, draftId: string): Promise<{ text: string; blobOid: string }> {
  const repositoryId = await authorizeReading(actor, draftId);
  const { blobOid } = await database().draft.findUniqueOrThrow({ where: { id: draftId }, select: { blobOid: true } });
  const blob = await database().fileBlob.findUniqueOrThrow({ where: { repositoryId_oid: { repositoryId, oid: blobOid } } });
  return { text: decodeFile(blob.bytes).text, blobOid };
}

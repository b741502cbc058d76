import type { NotesOperation } from "@/lib/changelog/notes-operation";
import type { LogLine } from "@/lib/changelog/operation-log";
import { readDraftRow } from "@/lib/changelog/server/draft-row";
import { database, type Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";

/** An open draft for somebody who reviews it; with `isHeld` nobody changes it until the transaction ends. */
export async function readOpenDraft(tx: Tx, draftId: string, { isHeld }: { isHeld: boolean }) {
  if (isHeld) await tx.$queryRaw`select id from "Draft" where id = ${draftId}::uuid for share`;
  const row = await tx.draft.findUnique({ where: { id: draftId }, include: { release: { select: { repositoryId: true } } } });
  if (!row) throw new AppError("not-found", "This draft is not there.");
  if (row.state !== "open")
    throw new AppError("conflict", "This draft was committed meanwhile. Open the changelog again to go on from there; comments are kept.");
  return readDraftRow(row);
}

/** The acts on a draft with their times, without what undoing them needs. */
export async function readActs(tx: Tx, draftId: string) {
  const rows = await tx.draftOperation.findMany({
    where: { draftId },
    orderBy: { revision: "asc" },
    select: { revision: true, actorId: true, kind: true, answers: true, operation: true, at: true },
  });
  // Both columns are written by lib/changelog/server/change-draft.ts alone.
  return rows.map((row) => ({ ...row, kind: row.kind as LogLine["kind"], operation: row.operation as unknown as NotesOperation }));
}

/** The repository a thread belongs to: what its permission is asked for. */
export async function repositoryOfThread({ threadId }: { threadId: string }): Promise<string> {
  const thread = await database().commentThread.findUnique({
    where: { id: threadId },
    select: { release: { select: { repositoryId: true } } },
  });
  if (!thread) throw new AppError("not-found", "This conversation is not there, or you may not see it.");
  return thread.release.repositoryId;
}

/** The repository a comment belongs to. */
export async function repositoryOfComment({ commentId }: { commentId: string }): Promise<string> {
  const comment = await database().comment.findUnique({ where: { id: commentId }, select: { threadId: true } });
  if (!comment) throw new AppError("not-found", "This comment is not there, or you may not see it.");
  return repositoryOfThread(comment);
}

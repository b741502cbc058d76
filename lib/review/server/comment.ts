import { z } from "zod";
import { entryText } from "@/lib/changelog/references";
import { repositoryOfDraft } from "@/lib/changelog/server/draft-row";
import { type CommandResult, command } from "@/lib/command/command";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { commentText } from "../comment-text";
import { readOpenDraft } from "./review-draft";

/** More would be no review any more. */
const MOST_COMMENTS = 5_000;

const common = {
  draftId: z.uuid(),
  threadId: z.uuid(),
  /** Both ids are made by the browser, so that a repeated request finds the first. */
  commentId: z.uuid(),
  text: commentText,
};

/** Begins a conversation about an entry, or about the notes as a whole. */
export const startThread = command({
  permission: "changelog.review",
  input: z.object({ ...common, entryId: z.string().min(1).max(80).nullable() }),
  repositoryOf: repositoryOfDraft,
  async run({ tx, actor }, { draftId, threadId, commentId, entryId, text }) {
    const draft = await readOpenDraft(tx, draftId, { isHeld: false });
    if (await findOwn(tx, commentId, actor.id)) return { value: { commentId }, events: [] };
    const entry = entryId === null ? null : draft.notes.entries[entryId];
    if (entry === undefined) throw new AppError("conflict", "This entry is no longer in the notes. Comment on the notes as a whole.");
    await requireRoom(tx, draft.releaseId);
    if (await tx.commentThread.findUnique({ where: { id: threadId }, select: { id: true } }))
      throw new AppError("conflict", "This conversation has begun already. Reload the page and reply to it.");
    await tx.commentThread.create({ data: { id: threadId, releaseId: draft.releaseId, draftId, entryId }, select: { id: true } });
    await addComment(tx, { commentId, threadId, actorId: actor.id, about: entry?.raw ?? null, text });
    return added(draft, {
      commentId,
      sentence: entry ? `Commented on “${entry.text}”` : `Commented on the notes of ${draft.version}`,
      data: { threadId, entryId },
    });
  },
});

/** Answers in a conversation; what was resolved is open again, so that nobody misses it. */
export const replyToThread = command({
  permission: "changelog.review",
  input: z.object(common),
  repositoryOf: repositoryOfDraft,
  async run({ tx, actor }, { draftId, threadId, commentId, text }) {
    const draft = await readOpenDraft(tx, draftId, { isHeld: false });
    if (await findOwn(tx, commentId, actor.id)) return { value: { commentId }, events: [] };
    await tx.$queryRaw`select id from "CommentThread" where id = ${threadId}::uuid for update`;
    const thread = await tx.commentThread.findUnique({ where: { id: threadId } });
    if (!thread || thread.releaseId !== draft.releaseId) throw new AppError("not-found", "This conversation is not there.");
    await requireRoom(tx, draft.releaseId);
    const entry = thread.entryId === null ? undefined : draft.notes.entries[thread.entryId];
    await addComment(tx, { commentId, threadId, actorId: actor.id, about: entry?.raw ?? null, text });
    if (thread.resolvedAt)
      await tx.commentThread.update({ where: { id: threadId }, data: { resolvedAt: null, resolvedBy: null }, select: { id: true } });
    return added(draft, {
      commentId,
      sentence: `Replied ${entry ? `about “${entry.text}”` : await nameThread(tx, threadId)}`,
      data: { threadId, reopened: thread.resolvedAt !== null },
    });
  },
});

interface Added {
  commentId: string;
  sentence: string;
  data: Record<string, string | boolean | null>;
}

function added(
  { id: draftId, releaseId, release: { repositoryId } }: Awaited<ReturnType<typeof readOpenDraft>>,
  { commentId, sentence, data }: Added,
): CommandResult<{ commentId: string }> {
  return {
    value: { commentId },
    events: [{ type: "comment.added", repositoryId, releaseId, sentence, data: { draftId, commentId, ...data } }],
    changes: [{ repositoryId, topic: "review" }],
  };
}

/** What a conversation is about, for a sentence: the words its first comment was made on. */
export async function nameThread(tx: Tx, threadId: string): Promise<string> {
  const first = await tx.comment.findFirst({
    where: { threadId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { about: true },
  });
  return first?.about ? `about “${entryText(first.about)}”` : "about the notes";
}

async function addComment(
  tx: Tx,
  { commentId, text, ...row }: { commentId: string; threadId: string; actorId: string; about: string | null; text: string },
): Promise<void> {
  await tx.comment.create({ data: { id: commentId, ...row, versions: { create: { number: 1, text } } }, select: { id: true } });
}

/** A comment that is there already, of the same person: the request was repeated. */
async function findOwn(tx: Tx, commentId: string, actorId: string): Promise<boolean> {
  const comment = await tx.comment.findUnique({ where: { id: commentId }, select: { actorId: true } });
  if (comment && comment.actorId !== actorId) throw new AppError("conflict", "Somebody else's comment has this number. Send yours again.");
  return comment !== null;
}

async function requireRoom(tx: Tx, releaseId: string): Promise<void> {
  if ((await tx.comment.count({ where: { thread: { releaseId } } })) >= MOST_COMMENTS)
    throw new AppError("conflict", `This release has ${MOST_COMMENTS} comments. Go on in an issue, and say here where.`);
}

import { z } from "zod";
import { command } from "@/lib/command/command";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { commentText } from "../comment-text";
import { nameThread } from "./comment";
import { repositoryOfComment } from "./review-draft";

/** Other words for a comment of one's own; the former ones stay with it. */
export const editComment = command({
  permission: "changelog.review",
  input: z.object({ commentId: z.uuid(), text: commentText }),
  repositoryOf: repositoryOfComment,
  async run({ tx, actor }, { commentId, text }) {
    const comment = await lockOwn(tx, commentId, actor.id);
    if (comment.withdrawnAt) throw new AppError("conflict", "You withdrew this comment. Write a new one instead.");
    const [latest] = await tx.commentVersion.findMany({ where: { commentId }, orderBy: { number: "desc" }, take: 1 });
    if (latest?.text === text) return { value: { commentId }, events: [] };
    const number = (latest?.number ?? 0) + 1;
    await tx.commentVersion.create({ data: { commentId, number, text }, select: { number: true } });
    return tell(tx, comment, "comment.edited", "Changed a comment");
  },
});

/** Takes a comment of one's own back: its place and its author stay, its words are shown no more. */
export const withdrawComment = command({
  permission: "changelog.review",
  input: z.object({ commentId: z.uuid() }),
  repositoryOf: repositoryOfComment,
  async run({ tx, actor, now }, { commentId }) {
    const comment = await lockOwn(tx, commentId, actor.id);
    if (comment.withdrawnAt) return { value: { commentId }, events: [] };
    await tx.comment.update({ where: { id: commentId }, data: { withdrawnAt: now }, select: { id: true } });
    return tell(tx, comment, "comment.withdrawn", "Withdrew a comment");
  },
});

async function lockOwn(tx: Tx, commentId: string, actorId: string) {
  await tx.$queryRaw`select id from "Comment" where id = ${commentId}::uuid for update`;
  const comment = await tx.comment.findUniqueOrThrow({
    where: { id: commentId },
    include: { thread: { select: { id: true, releaseId: true, release: { select: { repositoryId: true } } } } },
  });
  if (comment.actorId !== actorId) throw new AppError("forbidden", "This comment is somebody else's. Reply to it instead.");
  return comment;
}

async function tell(
  tx: Tx,
  { id: commentId, thread }: Awaited<ReturnType<typeof lockOwn>>,
  type: "comment.edited" | "comment.withdrawn",
  what: string,
) {
  const { repositoryId } = thread.release;
  const sentence = `${what} ${await nameThread(tx, thread.id)}`;
  return {
    value: { commentId },
    events: [{ type, repositoryId, releaseId: thread.releaseId, sentence, data: { threadId: thread.id, commentId } }],
    changes: [{ repositoryId, topic: "review" as const }],
  };
}

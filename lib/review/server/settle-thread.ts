import { z } from "zod";
import { command } from "@/lib/command/command";
import { nameThread } from "./comment";
import { repositoryOfThread } from "./review-draft";

/** Resolves a conversation, or opens it again. */
export const settleThread = command({
  permission: "changelog.review",
  input: z.object({ threadId: z.uuid(), isResolved: z.boolean() }),
  repositoryOf: repositoryOfThread,
  async run({ tx, actor, now }, { threadId, isResolved }) {
    await tx.$queryRaw`select id from "CommentThread" where id = ${threadId}::uuid for update`;
    const thread = await tx.commentThread.findUniqueOrThrow({
      where: { id: threadId },
      include: { release: { select: { repositoryId: true } } },
    });
    if ((thread.resolvedAt !== null) === isResolved) return { value: { threadId }, events: [] };
    const data = isResolved ? { resolvedAt: now, resolvedBy: actor.id } : { resolvedAt: null, resolvedBy: null };
    await tx.commentThread.update({ where: { id: threadId }, data, select: { id: true } });
    const { repositoryId } = thread.release;
    return {
      value: { threadId },
      events: [
        {
          type: isResolved ? "comment.thread-resolved" : "comment.thread-reopened",
          repositoryId,
          releaseId: thread.releaseId,
          sentence: `${isResolved ? "Resolved" : "Reopened"} the conversation ${await nameThread(tx, threadId)}`,
          data: { threadId },
        },
      ],
      changes: [{ repositoryId, topic: "review" }],
    };
  },
});

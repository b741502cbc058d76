import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/command/command";
import { AppError } from "@/lib/errors/app-error";
import { wakeSweep } from "@/lib/releases/server/sweeps";
import type { CommittableDraft } from "./committable-draft";

/** Puts on record that a branch was found elsewhere, has it read again, and says so. */
export async function movedError(actor: Actor | null, draft: CommittableDraft, head: string | null): Promise<AppError> {
  await inTransaction(
    async () => ({
      value: null,
      events: [
        {
          type: "changelog.commit-refused",
          repositoryId: draft.release.repositoryId,
          releaseId: draft.releaseId,
          sentence: `Did not commit: ${draft.branch} moved from ${draft.headSha.slice(0, 7)} to ${head?.slice(0, 7) ?? "nothing"}`,
          data: { draftId: draft.id, seen: draft.headSha, found: head },
        },
      ],
    }),
    actor,
  );
  await wakeSweep(draft.release.repositoryId, "repository");
  if (!head)
    return new AppError(
      "conflict",
      `The branch ${draft.branch} is gone. Your notes are kept; copy them as Markdown, or restore the branch.`,
      { detail: { branch: "gone" } },
    );
  return new AppError(
    "conflict",
    `${draft.branch} moved to ${head.slice(0, 7)} while you were editing. Nothing was committed, and your notes are kept.`,
    { detail: { branch: "moved", head } },
  );
}

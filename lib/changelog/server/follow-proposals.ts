import { inTransaction } from "@/lib/command/command";
import { database } from "@/lib/db/client";
import type { Octokit } from "@/lib/github/octokit";
import { readPull } from "@/lib/github/pulls";
import { announce } from "@/lib/live/announce";

/** Looks what became of proposals that are no longer open; one request for each of those, none while they are. */
export async function followProposals(
  octokit: Octokit,
  repository: { id: string; owner: string; name: string },
  openNumbers: ReadonlySet<number>,
): Promise<void> {
  const followed = await database().proposal.findMany({
    where: { state: "open", draft: { release: { repositoryId: repository.id } } },
    include: { draft: true },
  });
  for (const { id, number, revision, draft } of followed.filter((proposal) => !openNumbers.has(proposal.number))) {
    const pull = await readPull(octokit, repository, number);
    if (pull.state === "open") continue;
    const isMerged = pull.state === "merged";
    await inTransaction(async (tx) => {
      const ended = await tx.proposal.updateMany({ where: { id, state: "open" }, data: { state: pull.state } });
      if (ended.count === 0) return { value: null, events: [] };
      // What was changed after the pull request stays in an open draft, which now stands on an older commit.
      if (isMerged) await tx.draft.updateMany({ where: { id: draft.id, state: "open", revision }, data: { state: "committed" } });
      return {
        value: null,
        events: [
          {
            type: isMerged ? "changelog.proposal-merged" : "changelog.proposal-closed",
            repositoryId: repository.id,
            releaseId: draft.releaseId,
            sentence: isMerged
              ? `Found pull request #${number} merged: the notes of ${draft.version} are on ${draft.branch}`
              : `Found pull request #${number} closed without a merge: the notes of ${draft.version} can be committed again`,
            data: { draftId: draft.id, number, sha: pull.mergeSha },
          },
        ],
      };
    }, null);
    await announce({ repositoryId: repository.id, topic: "draft" }, { repositoryId: repository.id, topic: "release" });
  }
}

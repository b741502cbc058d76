import { database } from "@/lib/db/client";
import type { ProposalView } from "../commit-targets";

/** The open pull request of a draft, and whether the draft has changed since. */
export async function findProposal(draft: { id: string; revision: number }): Promise<ProposalView | null> {
  const proposal = await database().proposal.findFirst({ where: { draftId: draft.id, state: "open" }, orderBy: { createdAt: "desc" } });
  if (!proposal) return null;
  const { number, url, branch, sha, revision } = proposal;
  return { number, url, branch, sha, isBehind: revision !== draft.revision };
}

import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/db/client";
import { getRelease } from "@/lib/releases/server/get-release";
import type { ReleaseWithDecision } from "../room-view";
import { findCandidateDecision } from "./find-candidate-decision";

/** The release screen, with the decision on the candidate that is looked at. */
export async function getReleaseWithDecision(
  actor: Actor,
  ...[owner, name, version, sha]: [owner: string, name: string, version: string, sha: string | null]
): Promise<ReleaseWithDecision> {
  const page = await getRelease(actor, owner, name, version, sha);
  if (!page.selected) return { ...page, decision: null };
  const release = await database().release.findUniqueOrThrow({ where: { id: page.release.id } });
  return { ...page, decision: await findCandidateDecision(actor, { id: page.repositoryId, owner, name }, release, page.selected) };
}

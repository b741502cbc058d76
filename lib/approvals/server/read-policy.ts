import { database } from "@/lib/db/client";
import type { VersionType } from "@/lib/releases/version";
import { carryOverSlots, defaultPolicy, type Policy } from "../policy";
import type { CandidateDecision } from "../room-view";

/** How a repository decides on releases of a type: its own settings, else the preset. */
export async function readPolicy(repositoryId: string, releaseType: VersionType): Promise<Policy> {
  const row = await database().approvalPolicy.findUnique({ where: { repositoryId_releaseType: { repositoryId, releaseType } } });
  // Written by set-policy.ts alone.
  return row ? (row.policy as unknown as Policy) : defaultPolicy(releaseType);
}

/** Proposes the slots of a new round: the settings' own, and what the last release of the same type had beside them. */
export async function proposeSlots(repositoryId: string, releaseType: VersionType, version: string): Promise<CandidateDecision["slots"]> {
  const { slots: own } = await readPolicy(repositoryId, releaseType);
  const last = await database().decision.findFirst({
    where: { releaseType, version: { not: version }, release: { repositoryId } },
    orderBy: { createdAt: "desc" },
    select: { version: true, policy: true },
  });
  const before = last ? (last.policy as unknown as Policy).slots : [];
  const carried = carryOverSlots(own, before).slice(own.length);
  return { own, carried, from: carried.length > 0 ? (last?.version ?? null) : null };
}

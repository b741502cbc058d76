import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/server/authorize";
import { ROLE_AGE } from "@/lib/auth/server/repository-role";
import { database } from "@/lib/db/client";
import { wakeSweep } from "@/lib/releases/server/sweeps";
import { type DraftPulls, listReferencedNumbers, type ReferencedPull } from "../referenced-pull";
import { readNotes, repositoryOfDraft } from "./draft-row";

/** What is known of the pull requests behind a draft; what is not is read in the background and announced. */
export async function getDraftPulls(actor: Actor, draftId: string): Promise<DraftPulls> {
  const repositoryId = await repositoryOfDraft({ draftId });
  await authorize(actor, "repository.read", repositoryId, ROLE_AGE.read);
  const row = await database().draft.findUniqueOrThrow({ where: { id: draftId }, select: { notes: true, entries: true } });
  const numbers = listReferencedNumbers(readNotes(row));
  const rows = await database().referencedPull.findMany({
    where: { repositoryId, number: { in: numbers } },
    omit: { repositoryId: true },
    orderBy: { number: "asc" },
  });
  const sweep = await database().sweep.findUnique({
    where: { repositoryId_resource: { repositoryId, resource: "references" } },
    select: { problem: true },
  });
  const problem = sweep?.problem ?? null;
  const unread = numbers.length - rows.length;
  // After a failure the sweep comes again by itself: a page that looks often must not ask GitHub more often.
  if (unread > 0 && problem === null) await wakeSweep(repositoryId, "references");
  // The column is written by sweep-references.ts alone.
  const toKind = (kind: string) => kind as ReferencedPull["kind"];
  const pulls = rows.map(({ mergedAt: _, readAt: __, changedAt: ___, kind, ...pull }) => ({ ...pull, kind: toKind(kind) }));
  return { pulls, unread, problem };
}

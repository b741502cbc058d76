import type { Tx } from "@/lib/db/client";

/**
 * Makes way for a repository that has this name on GitHub now: another one that had it, deleted or renamed since, keeps what
 * is known of it under a name of its own, and says so.
 */
export async function freeName(
  tx: Tx,
  { owner, name, githubId }: { owner: string; name: string; githubId: bigint | number },
): Promise<void> {
  const other = await tx.repository.findUnique({ where: { owner_name: { owner, name } }, select: { id: true, githubId: true } });
  if (!other || other.githubId === BigInt(githubId)) return;
  await tx.repository.update({
    where: { id: other.id },
    data: {
      name: `${name}~${other.githubId}`,
      syncProblem: `Another repository is called ${owner}/${name} on GitHub now. This one was renamed or deleted there.`,
    },
    select: { id: true },
  });
}

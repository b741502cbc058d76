import { database, type Prisma } from "@/lib/db/client";
import { announce } from "@/lib/live/announce";

/**
 * Makes what GitHub said of people's roles in these repositories old, so that it is asked again before anybody reads or does anything: rights
 * that were taken away count at once (RELIABILITY P8). Answers with how many repositories it concerns.
 */
export async function forgetRoles(where: Prisma.RepositoryWhereInput): Promise<number> {
  const repositories = await database().repository.findMany({ where, select: { id: true } });
  const ids = repositories.map(({ id }) => id);
  await database().repositoryAccess.updateMany({ where: { repositoryId: { in: ids } }, data: { checkedAt: new Date(0) } });
  await announce(...ids.map((repositoryId) => ({ repositoryId, topic: "repository" as const })));
  return ids.length;
}

import { z } from "zod";
import { forgetRoles } from "@/lib/auth/server/forget-roles";
import { database } from "@/lib/db/client";
import { wakeSweep } from "./sweeps";

const named = z.array(z.object({ id: z.number() })).optional();
const installationPayload = z.object({
  action: z.string(),
  installation: z.object({ id: z.number(), account: z.object({ login: z.string() }).nullish() }),
  repositories: named,
  repositories_added: named,
  repositories_removed: named,
});

/** What an installation ends with: it can read nothing more. */
const ENDS = new Set(["deleted", "suspend"]);

/**
 * The App was installed, given other repositories, suspended or removed: connected repositories are read through the
 * installation that holds them now, and say themselves when none does.
 */
export async function applyInstallation({ event, payload }: { event: string; payload: unknown }): Promise<string> {
  const { action, installation, ...lists } = installationPayload.parse(payload);
  const ids = [...(lists.repositories ?? []), ...(lists.repositories_added ?? []), ...(lists.repositories_removed ?? [])];
  const known = await database().repository.findMany({
    where: { OR: [{ githubId: { in: ids.map(({ id }) => BigInt(id)) } }, { installationId: BigInt(installation.id) }] },
    select: { id: true, githubId: true },
  });
  const added = new Set([...(lists.repositories ?? []), ...(lists.repositories_added ?? [])].map(({ id }) => BigInt(id)));
  const moved = ENDS.has(action) ? [] : known.filter(({ githubId }) => added.has(githubId));
  await database().repository.updateMany({
    where: { id: { in: moved.map(({ id }) => id) } },
    data: { installationId: BigInt(installation.id) },
  });
  await forgetRoles({ id: { in: known.map(({ id }) => id) } });
  for (const { id } of known) await wakeSweep(id, "repository");
  const where = installation.account?.login ?? `installation ${installation.id}`;
  return known.length === 0
    ? `ignored: ${event} ${action} on ${where} concerns no connected repository`
    : `applied: ${known.length} repositories on ${where} are read again after ${event} ${action}`;
}

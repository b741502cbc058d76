import type { Actor } from "@/lib/auth/actor";
import { can, parseRole } from "@/lib/auth/permissions";
import { listReadableRepositoryIds } from "@/lib/auth/server/repository-role";
import { database } from "@/lib/db/client";
import { listLights } from "@/lib/runs/server/list-lights";
import { CONFIRMING_SWEEPS, freshness } from "../freshness";
import type { HomeRow, TimelineMark } from "../release-views";
import { isInFlight } from "./open-releases";
import { toReleaseView } from "./to-release-view";

const TIMELINE_DAYS = 183;

/** Every repository this person may see, with its release in flight: the home page in four queries. */
export async function getHome(actor: Actor): Promise<HomeRow[]> {
  const ids = await listReadableRepositoryIds(actor);
  const since = new Date(Date.now() - TIMELINE_DAYS * 86_400_000);
  const [repositories, open, marks, access] = await Promise.all([
    database().repository.findMany({
      where: { id: { in: ids } },
      include: { sweeps: CONFIRMING_SWEEPS },
      orderBy: { name: "asc" },
    }),
    database().release.findMany({
      where: { repositoryId: { in: ids }, ...isInFlight() },
      include: { candidates: true },
      orderBy: { sortKey: "desc" },
    }),
    database().release.findMany({
      where: { repositoryId: { in: ids } },
      select: {
        repositoryId: true,
        version: true,
        publishedAt: true,
        candidates: { where: { proposedAt: { gt: since } }, select: { version: true, type: true, proposedAt: true } },
      },
      orderBy: { sortKey: "desc" },
    }),
    database().repositoryAccess.findMany({ where: { userId: actor.id } }),
  ]);
  const lights = await listLights(open.flatMap(({ repositoryId, candidates }) => candidates.map(({ sha }) => ({ repositoryId, sha }))));
  return repositories.map((repository) => {
    const [row] = open.filter(({ repositoryId }) => repositoryId === repository.id);
    const release = row ? toReleaseView(row, lights.get(repository.id) ?? []) : null;
    const own = marks.filter(({ repositoryId }) => repositoryId === repository.id);
    const published = own
      .flatMap(({ version, publishedAt }) => (publishedAt ? [{ version, at: publishedAt }] : []))
      .sort((a, b) => b.at.getTime() - a.at.getTime());
    const role = parseRole(access.find(({ repositoryId }) => repositoryId === repository.id)?.role);
    return {
      id: repository.id,
      owner: repository.owner,
      name: repository.name,
      release,
      current: release?.candidates[0] ?? null,
      lastFinal: published[0] ? { version: published[0].version, at: published[0].at.toISOString() } : null,
      timeline: toTimeline(own, since),
      canEdit: can(role, "changelog.edit"),
      ...freshness(repository),
    };
  });
}

function toTimeline(
  releases: { version: string; publishedAt: Date | null; candidates: { version: string; type: string; proposedAt: Date }[] }[],
  since: Date,
): TimelineMark[] {
  const finals = releases.flatMap(({ version, publishedAt }): TimelineMark[] =>
    publishedAt && publishedAt > since ? [{ at: publishedAt.toISOString(), kind: "final", version }] : [],
  );
  const candidates = releases.flatMap(({ candidates: own }) =>
    own
      .filter(({ type }) => type !== "final")
      .map(({ version, proposedAt }): TimelineMark => ({ at: proposedAt.toISOString(), kind: "candidate", version })),
  );
  return [...finals, ...candidates].sort((a, b) => a.at.localeCompare(b.at));
}

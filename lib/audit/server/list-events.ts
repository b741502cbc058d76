import { database } from "@/lib/db/client";
import type { EventLine } from "../event-line";

/** The newest events of a release, newest first; the caller has authorised the reading. */
export async function listReleaseEvents(releaseId: string, limit = 200): Promise<EventLine[]> {
  const events = await database().event.findMany({ where: { releaseId }, orderBy: { seq: "desc" }, take: limit });
  return events.map(({ seq, at, type, actor, sentence }) => ({ seq: String(seq), at: at.toISOString(), type, actor, sentence }));
}

import type { Tx } from "@/lib/db/client";
import { type Check, isDoubtfulReport, isNewerReport } from "../checks";
import type { Mirrored, Source } from "./mirror-runs";

/**
 * Takes over what is said of a check if it is newer than ours, and remembers that it was seen. A sweep's answer may also
 * take it back, if it was asked for (`askedAt`) after we last heard: older ones may have been overtaken by a webhook.
 */
export async function mirrorCheck(tx: Tx, repositoryId: string, check: Check, source: Source, askedAt: Date): Promise<Mirrored> {
  const { id: reportId, ...state } = check;
  const name = { repositoryId, sha: check.sha, source: check.source, app: check.app, name: check.name };
  const where = { repositoryId_sha_source_app_name: name };
  const select = { repositoryId: true };
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${Object.values(name).join("\n")}, 0))`;
  const row = await tx.check.findUnique({ where });
  const held = row && { ...row, id: row.reportId };
  const isUncertain = isDoubtfulReport(check, held);
  const isOvertaken = row !== null && askedAt < row.checkedAt;
  const isNewerState = isNewerReport(check, held) || (isUncertain && source === "sweep" && !isOvertaken);
  const checkedAt = source === "sweep" && row && isOvertaken ? row.checkedAt : askedAt;
  if (isNewerState) {
    const data = { ...state, reportId, checkedAt };
    await tx.check.upsert({ where, create: { ...data, repositoryId }, update: data, select });
    await tx.observation.create({
      data: {
        repositoryId,
        subject: check.source,
        subjectId: reportId,
        attempt: 1,
        status: check.status,
        conclusion: check.conclusion,
        stateAt: check.completedAt ?? check.startedAt ?? askedAt,
        source,
      },
      select: { id: true },
    });
    // What a webhook told is not what the poll last read: it reads again, whatever it knew.
    if (source !== "sweep")
      await tx.checkPage.updateMany({ where: { repositoryId, sha: check.sha, source: check.source }, data: { etag: null } });
    return "changed";
  }
  if (isUncertain) return "doubtful";
  // The same state: while it runs, its App may say in other words how far it is.
  if (held?.id === check.id && source === "sweep" && !isOvertaken) {
    const { sentence, url } = check;
    await tx.check.update({ where, data: { sentence, url, checkedAt }, select });
    if (sentence !== held.sentence) return "changed";
  }
  return "known";
}

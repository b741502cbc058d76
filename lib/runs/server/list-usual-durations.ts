import { database } from "@/lib/db/client";
import { usualDuration } from "../usual-duration";

/** What each of these workflows usually takes, in milliseconds, from its last ten successes; those that never succeeded are left out. */
export async function listUsualDurations(repositoryId: string, workflowIds: bigint[]): Promise<Map<bigint, number>> {
  const rows = await database().$queryRaw<{ workflowId: bigint; durations: number[] }[]>`
    select w.id as "workflowId", array(
      select (extract(epoch from r."updatedAt" - r."startedAt") * 1000)::float8 from "WorkflowRun" r
      where r."repositoryId" = ${repositoryId}::uuid and r."workflowId" = w.id and r.conclusion = 'success'
      order by r.id desc limit 10) as durations
    from unnest(${[...new Set(workflowIds)]}::bigint[]) w(id)`;
  return toUsual(rows.map(({ workflowId, durations }) => [workflowId, durations]));
}

/** The same for the jobs of one workflow, by name. */
export async function listUsualJobDurations(repositoryId: string, workflowId: bigint): Promise<Map<string, number>> {
  const rows = await database().$queryRaw<{ name: string; durations: number[] }[]>`
    select name, array_agg(milliseconds order by id desc) as durations from (
      select j.id, j.name, (extract(epoch from j."completedAt" - j."startedAt") * 1000)::float8 as milliseconds,
        row_number() over (partition by j.name order by j.id desc) as place
      from "WorkflowJob" j join (
        select id from "WorkflowRun" where "repositoryId" = ${repositoryId}::uuid and "workflowId" = ${workflowId} order by id desc limit 30
      ) r on r.id = j."runId"
      where j.conclusion = 'success' and j."startedAt" is not null and j."completedAt" is not null) last
    where place <= 10 group by name`;
  return toUsual(rows.map(({ name, durations }) => [name, durations]));
}

function toUsual<Key>(rows: [Key, number[]][]): Map<Key, number> {
  return new Map(
    rows.flatMap(([key, durations]) => {
      const usual = usualDuration(durations);
      return usual === null ? [] : [[key, usual] as const];
    }),
  );
}

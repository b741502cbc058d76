import { database } from "@/lib/db/client";

const KEEP_ANSWERS = "3 days";
const KEEP_COUNTS = "7 days";
/** Of all answers together; the ones that were not asked for longest leave. */
const LARGEST_CACHE_BYTES = 128 * 1024 * 1024;

/** Lets old answers and counts of requests go, so that what is kept of GitHub does not grow. */
export async function trimRecords(largestBytes = LARGEST_CACHE_BYTES): Promise<void> {
  await database().$executeRaw`delete from "HttpCache" where "checkedAt" < now() - ${KEEP_ANSWERS}::interval`;
  await database().$executeRaw`
    delete from "HttpCache" c using (
      select scope, url, accept, sum(octet_length(body)) over (order by "checkedAt" desc, url) as total from "HttpCache"
    ) kept where kept.total > ${largestBytes} and c.scope = kept.scope and c.url = kept.url and c.accept = kept.accept`;
  await database().$executeRaw`delete from "RequestUse" where hour < now() - ${KEEP_COUNTS}::interval`;
}

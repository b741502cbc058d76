import { getJobLog } from "@/lib/runs/server/get-job-log";
import { answerQuery } from "@/lib/transport/route";

export async function GET(_: Request, { params }: RouteContext<"/api/repositories/[owner]/[name]/runs/[runId]/jobs/[jobId]/log">) {
  const { runId, jobId } = await params;
  return answerQuery((actor) => getJobLog(actor, runId, jobId));
}

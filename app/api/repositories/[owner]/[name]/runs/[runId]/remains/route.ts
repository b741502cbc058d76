import { getRunRemains } from "@/lib/runs/server/get-run-remains";
import { answerQuery } from "@/lib/transport/route";

export async function GET(_: Request, { params }: RouteContext<"/api/repositories/[owner]/[name]/runs/[runId]/remains">) {
  const { runId } = await params;
  return answerQuery((actor) => getRunRemains(actor, runId));
}

import { getRun } from "@/lib/runs/server/get-run";
import { answerQuery } from "@/lib/transport/route";

export async function GET(request: Request, { params }: RouteContext<"/api/repositories/[owner]/[name]/runs/[runId]">) {
  const { owner, name, runId } = await params;
  const attempt = Number(new URL(request.url).searchParams.get("attempt"));
  return answerQuery((actor) => getRun(actor, owner, name, runId, Number.isInteger(attempt) ? attempt : null));
}

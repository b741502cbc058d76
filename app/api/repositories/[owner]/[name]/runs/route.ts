import { getRuns } from "@/lib/runs/server/get-runs";
import { answerQuery } from "@/lib/transport/route";

export async function GET(_: Request, { params }: RouteContext<"/api/repositories/[owner]/[name]/runs">) {
  const { owner, name } = await params;
  return answerQuery((actor) => getRuns(actor, owner, name));
}

import { listRules } from "@/lib/changelog/server/list-rules";
import { answerQuery } from "@/lib/transport/route";

export async function GET(_: Request, { params }: RouteContext<"/api/repositories/[owner]/[name]/rules">) {
  const { owner, name } = await params;
  return answerQuery((actor) => listRules(actor, owner, name));
}

import { getRoom } from "@/lib/approvals/server/get-room";
import { answerQuery } from "@/lib/transport/route";

export async function GET(_: Request, { params }: RouteContext<"/api/decisions/[decisionId]">) {
  const { decisionId } = await params;
  return answerQuery((actor) => getRoom(actor, decisionId));
}

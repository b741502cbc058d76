import { listPresence } from "@/lib/changelog/server/list-presence";
import { markPresence } from "@/lib/changelog/server/mark-presence";
import { answerCommand, answerQuery } from "@/lib/transport/route";

export async function GET(_: Request, { params }: RouteContext<"/api/drafts/[draftId]/presence">) {
  const { draftId } = await params;
  return answerQuery((actor) => listPresence(actor, draftId));
}

export async function POST(request: Request, { params }: RouteContext<"/api/drafts/[draftId]/presence">) {
  const { draftId } = await params;
  return answerCommand(request, (actor, body) => markPresence(actor, { ...body, draftId }));
}

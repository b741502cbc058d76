import { getDraft } from "@/lib/changelog/server/get-draft";
import { answerQuery } from "@/lib/transport/route";

export async function GET(_: Request, { params }: RouteContext<"/api/drafts/[draftId]">) {
  const { draftId } = await params;
  return answerQuery((actor) => getDraft(actor, draftId));
}

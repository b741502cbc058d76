import { getTextChange } from "@/lib/review/server/get-review";
import { answerQuery } from "@/lib/transport/route";

export async function GET(_: Request, { params }: RouteContext<"/api/drafts/[draftId]/review/[stepId]">) {
  const { draftId, stepId } = await params;
  return answerQuery((actor) => getTextChange(actor, draftId, stepId));
}

import { getReview } from "@/lib/review/server/get-review";
import { answerQuery } from "@/lib/transport/route";

export async function GET(_: Request, { params }: RouteContext<"/api/drafts/[draftId]/review">) {
  const { draftId } = await params;
  return answerQuery((actor) => getReview(actor, draftId));
}

import { getDraftPulls } from "@/lib/changelog/server/get-draft-pulls";
import { answerQuery } from "@/lib/transport/route";

export async function GET(_: Request, { params }: RouteContext<"/api/drafts/[draftId]/pulls">) {
  const { draftId } = await params;
  return answerQuery((actor) => getDraftPulls(actor, draftId));
}

import { getDraft, getDraftNews } from "@/lib/changelog/server/get-draft";
import { answerQuery } from "@/lib/transport/route";

/** A draft; with `?after=12` what happened since its twelfth act, for a page that has it up to there. */
export async function GET(request: Request, { params }: RouteContext<"/api/drafts/[draftId]">) {
  const { draftId } = await params;
  const after = new URL(request.url).searchParams.get("after");
  return answerQuery((actor) =>
    after !== null && /^\d{1,9}$/.test(after) ? getDraftNews(actor, draftId, Number(after)) : getDraft(actor, draftId),
  );
}

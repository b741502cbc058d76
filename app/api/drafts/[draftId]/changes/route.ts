import { changeDraft } from "@/lib/changelog/server/change-draft";
import { answerCommand } from "@/lib/transport/route";

export async function POST(request: Request, { params }: RouteContext<"/api/drafts/[draftId]/changes">) {
  const { draftId } = await params;
  return answerCommand(request, (actor, body) => changeDraft(actor, { ...body, draftId }));
}

import { getReleaseTarget } from "@/lib/changelog/server/get-commit-targets";
import { answerQuery } from "@/lib/transport/route";

export async function GET(request: Request, { params }: RouteContext<"/api/drafts/[draftId]/github-release">) {
  const { draftId } = await params;
  const tag = new URL(request.url).searchParams.get("tag") ?? "";
  return answerQuery((actor) => getReleaseTarget(actor, draftId, tag));
}

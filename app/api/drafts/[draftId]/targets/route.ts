import { getCommitTargets } from "@/lib/changelog/server/get-commit-targets";
import { answerQuery } from "@/lib/transport/route";

export async function GET(_: Request, { params }: RouteContext<"/api/drafts/[draftId]/targets">) {
  const { draftId } = await params;
  return answerQuery((actor) => getCommitTargets(actor, draftId));
}

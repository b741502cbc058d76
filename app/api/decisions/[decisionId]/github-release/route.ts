import { findGithubRelease } from "@/lib/approvals/server/find-github-release";
import { answerQuery } from "@/lib/transport/route";

export async function GET(_: Request, { params }: RouteContext<"/api/decisions/[decisionId]/github-release">) {
  const { decisionId } = await params;
  return answerQuery((actor) => findGithubRelease(actor, decisionId));
}

import { getReleaseWithDecision } from "@/lib/approvals/server/get-release-with-decision";
import { answerQuery } from "@/lib/transport/route";

export async function GET(request: Request, { params }: RouteContext<"/api/repositories/[owner]/[name]/releases/[version]">) {
  const { owner, name, version } = await params;
  const candidate = new URL(request.url).searchParams.get("candidate");
  return answerQuery((actor) => getReleaseWithDecision(actor, owner, name, version, candidate));
}

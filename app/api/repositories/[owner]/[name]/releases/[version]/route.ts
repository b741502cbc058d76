import { getRelease } from "@/lib/releases/server/get-release";
import { answerQuery } from "@/lib/transport/route";

export async function GET(request: Request, { params }: RouteContext<"/api/repositories/[owner]/[name]/releases/[version]">) {
  const { owner, name, version } = await params;
  const candidate = new URL(request.url).searchParams.get("candidate");
  return answerQuery((actor) => getRelease(actor, owner, name, version, candidate));
}

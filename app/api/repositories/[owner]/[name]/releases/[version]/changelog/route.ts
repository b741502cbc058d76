import { getChangelogPage } from "@/lib/changelog/server/get-changelog-page";
import { answerQuery } from "@/lib/transport/route";

export async function GET(_: Request, { params }: RouteContext<"/api/repositories/[owner]/[name]/releases/[version]/changelog">) {
  const { owner, name, version } = await params;
  return answerQuery((actor) => getChangelogPage(actor, owner, name, version));
}

import { getPolicySettings } from "@/lib/approvals/server/get-policy-settings";
import { answerQuery } from "@/lib/transport/route";

export async function GET(_: Request, { params }: RouteContext<"/api/repositories/[owner]/[name]/policy">) {
  const { owner, name } = await params;
  return answerQuery((actor) => getPolicySettings(actor, owner, name));
}

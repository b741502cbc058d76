import { listWorkflowForms } from "@/lib/runs/server/list-workflow-forms";
import { answerQuery } from "@/lib/transport/route";

export async function GET(request: Request, { params }: RouteContext<"/api/repositories/[owner]/[name]/workflows">) {
  const { owner, name } = await params;
  const ref = new URL(request.url).searchParams.get("ref") ?? "";
  return answerQuery((actor) => listWorkflowForms(actor, owner, name, ref));
}

import { getRepository } from "@/lib/releases/server/get-repository";
import { answerQuery } from "@/lib/transport/route";

export async function GET(_: Request, { params }: RouteContext<"/api/repositories/[owner]/[name]">) {
  const { owner, name } = await params;
  return answerQuery((actor) => getRepository(actor, owner, name));
}

import { listInbox } from "@/lib/approvals/server/list-inbox";
import { answerQuery } from "@/lib/transport/route";

export async function GET() {
  return answerQuery((actor) => listInbox(actor));
}

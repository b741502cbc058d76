import { getAdministration } from "@/lib/administration/server/get-administration";
import { answerQuery } from "@/lib/transport/route";

export const GET = () => answerQuery(getAdministration);

import { getHome } from "@/lib/releases/server/get-home";
import { answerQuery } from "@/lib/transport/route";

export const GET = () => answerQuery(getHome);

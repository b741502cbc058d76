import { getGithubState } from "@/lib/administration/server/get-github-state";
import { answerQuery } from "@/lib/transport/route";

export const GET = () => answerQuery(getGithubState);

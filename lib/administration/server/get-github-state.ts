import { database } from "@/lib/db/client";
import type { GithubStateView } from "../github-state";

/** Whether GitHub answers; asked of the database alone, and no secret to anybody who is signed in. */
export async function getGithubState(): Promise<GithubStateView> {
  const state = await database().githubState.findUnique({ where: { id: 1 } });
  return { awaySince: state?.awaySince?.toISOString() ?? null };
}

import { orNull } from "./github-error";
import type { Octokit } from "./octokit";

/** An account as GitHub numbers it; the number stays when the login is changed. */
export interface GithubAccount {
  githubId: string;
  login: string;
}

/** Looks an account up by its login; null when GitHub knows none. */
export async function findAccount(octokit: Octokit, login: string): Promise<(GithubAccount & { isBot: boolean }) | null> {
  const found = await orNull(octokit.rest.users.getByUsername({ username: login }));
  return found && { githubId: String(found.data.id), login: found.data.login, isBot: found.data.type !== "User" };
}

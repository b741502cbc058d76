import { orNull } from "./github-error";
import type { Octokit } from "./octokit";

/** Somebody on GitHub: the number stays when the login is changed. */
export interface GithubAccount {
  /** GitHub's number as text. */
  githubId: string;
  login: string;
}

/** The account of a login, as GitHub writes it; null where there is none, or where it is an organization. */
export async function findAccount(octokit: Octokit, login: string): Promise<(GithubAccount & { name: string; isBot: boolean }) | null> {
  const found = await orNull(octokit.rest.users.getByUsername({ username: login }));
  if (!found || found.data.type === "Organization") return null;
  const { data } = found;
  return { ...toAccount(data), name: data.name ?? data.login, isBot: data.type === "Bot" };
}

export const toAccount = ({ id, login }: { id: number; login: string }): GithubAccount => ({ githubId: String(id), login });

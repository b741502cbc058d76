import { orNull } from "./github-error";
import type { Octokit } from "./octokit";

/** Somebody on GitHub: the number stays when the login is changed. */
export interface GithubAccount {
  /** GitHub's number as text. */
  githubId: string;
  login: string;
}

/** An account with what is shown of it. */
export interface NamedAccount extends GithubAccount {
  name: string;
  isBot: boolean;
}

/** The account of a login, as GitHub writes it; null where there is none, or where it is an organization. */
export async function findAccount(octokit: Octokit, login: string): Promise<NamedAccount | null> {
  const found = await orNull(octokit.rest.users.getByUsername({ username: login }));
  return found && toNamed(found.data);
}

/** The same by the number, which stays when the login is changed. */
export async function findAccountById(octokit: Octokit, githubId: string): Promise<NamedAccount | null> {
  const found = await orNull(octokit.rest.users.getById({ account_id: Number(githubId) }));
  return found && toNamed(found.data);
}

function toNamed(data: { id: number; login: string; name: string | null; type: string }): NamedAccount | null {
  if (data.type === "Organization") return null;
  return { ...toAccount(data), name: data.name ?? data.login, isBot: data.type === "Bot" };
}

export const toAccount = ({ id, login }: { id: number; login: string }): GithubAccount => ({ githubId: String(id), login });

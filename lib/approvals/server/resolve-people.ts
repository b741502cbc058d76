import { octokitOf } from "@/lib/auth/server/user-token";
import { AppError } from "@/lib/errors/app-error";
import { findAccount } from "@/lib/github/accounts";
import { callGithub } from "@/lib/github/github-error";
import type { Account, Slot } from "../policy";

/** Finds everybody who is named by login, as one person asks GitHub; who GitHub does not know is refused by name. */
export async function resolvePeople(userId: string) {
  const octokit = await octokitOf(userId);
  const account = async <Named extends Account>(named: Named): Promise<Named> => {
    const found = await callGithub("look up an account", () => findAccount(octokit, named.login));
    if (!found) throw new AppError("invalid", `GitHub knows nobody called ${named.login}. Write the login as on their page.`);
    if (found.isBot) throw new AppError("invalid", `${found.login} is a bot, and a bot cannot vote.`);
    return { ...named, githubId: found.githubId, login: found.login };
  };
  const slots = (all: Slot[]) =>
    inTurn(all, async (slot) => ({
      ...slot,
      holders: await inTurn(slot.holders, async (holder) => (holder.kind === "person" ? account(holder) : holder)),
    }));
  return { account, slots };
}

/** One after the other: GitHub counts requests that come at once. */
export async function inTurn<In, Out>(items: In[], each: (item: In) => Promise<Out>): Promise<Out[]> {
  const done: Out[] = [];
  for (const item of items) done.push(await each(item));
  return done;
}

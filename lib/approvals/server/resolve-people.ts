import { octokitOf } from "@/lib/auth/server/user-token";
import { AppError } from "@/lib/errors/app-error";
import { findAccount, findAccountById } from "@/lib/github/accounts";
import { callGithub } from "@/lib/github/github-error";
import type { Account, Slot } from "../policy";

/**
 * Finds everybody who is named by login, as one person asks GitHub; who GitHub does not know is refused by name. Whose number is
 * known stays who they are, under the login they have now, though another has their old one.
 */
export async function resolvePeople(userId: string) {
  const octokit = await octokitOf(userId);
  const account = async <Named extends Account>(named: Named): Promise<Named> => {
    const isKnown = named.githubId !== "0";
    const found = await callGithub("look up an account", () =>
      isKnown ? findAccountById(octokit, named.githubId) : findAccount(octokit, named.login),
    );
    // An account that is gone holds nothing, and settings that name it can be saved all the same.
    if (!found && isKnown) return named;
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

import { refreshToken } from "@octokit/oauth-methods";
import { request } from "@octokit/request";
import { RequestError } from "@octokit/request-error";
import { database, type Tx } from "@/lib/db/client";
import { environment } from "@/lib/env/environment";
import { AppError } from "@/lib/errors/app-error";
import { githubError, isConnectionLost } from "@/lib/github/github-error";
import { guardedFetch } from "@/lib/github/guarded-fetch";
import { type Octokit, userIdentity, userOctokit } from "@/lib/github/octokit";
import { requireGithub } from "@/lib/github/request-gate";
import { open, seal } from "@/lib/secrets/seal";

const SOON_MILLISECONDS = 5 * 60_000;
const SIGN_IN_AGAIN = "GitHub no longer accepts your sign-in. Sign out and sign in again.";

/** Tokens as GitHub gave them, before they are sealed. */
export interface GithubTokens {
  accessToken: string;
  refreshToken: string | null;
  expiresAt: Date | null;
}

/** A GitHub client that acts as this person, with a token that is good for minutes at least. */
export async function octokitOf(userId: string): Promise<Octokit> {
  return userOctokit(userId, await getUserToken(userId));
}

/** How an account's secrets are bound to it. */
export const accountRow = (userId: string) => `account:${userId}`;

/** Sealed columns for a row of `Account`. */
export function sealTokens(userId: string, tokens: GithubTokens) {
  return {
    accessToken: seal(tokens.accessToken, accountRow(userId)),
    refreshToken: tokens.refreshToken ? seal(tokens.refreshToken, accountRow(userId)) : null,
    expiresAt: tokens.expiresAt,
  };
}

async function getUserToken(userId: string): Promise<string> {
  const account = await database().account.findUnique({ where: { userId } });
  if (!account) throw new AppError("unauthenticated", SIGN_IN_AGAIN);
  if (!endsSoon(account.expiresAt)) return open(account.accessToken, accountRow(userId));
  await requireGithub(userIdentity(userId));
  return database().$transaction((tx) => renew(tx, userId), { timeout: 20_000 });
}

/** A refresh token works once: the row is locked so that two requests do not both spend it. */
async function renew(tx: Tx, userId: string): Promise<string> {
  await tx.$queryRaw`select id from "Account" where "userId" = ${userId}::uuid for update`;
  const account = await tx.account.findUniqueOrThrow({ where: { userId } });
  if (!endsSoon(account.expiresAt)) return open(account.accessToken, accountRow(userId));
  if (!account.refreshToken) throw new AppError("unauthenticated", SIGN_IN_AGAIN);
  const { GITHUB_APP_CLIENT_ID, GITHUB_APP_CLIENT_SECRET, apiUrl } = environment();
  try {
    const { authentication } = await refreshToken({
      clientType: "github-app",
      clientId: GITHUB_APP_CLIENT_ID,
      clientSecret: GITHUB_APP_CLIENT_SECRET,
      refreshToken: open(account.refreshToken, accountRow(userId)),
      request: request.defaults({ baseUrl: apiUrl, request: { fetch: guardedFetch } }),
    });
    const tokens = {
      accessToken: authentication.token,
      refreshToken: authentication.refreshToken,
      expiresAt: new Date(authentication.expiresAt),
    };
    await tx.account.update({ where: { userId }, data: sealTokens(userId, tokens) });
    return tokens.accessToken;
  } catch (error) {
    // A token that GitHub refuses is over; a GitHub that does not answer is only away.
    const isRefused = !(error instanceof RequestError) || (error.status >= 400 && error.status < 500);
    throw isRefused && error instanceof Error && !isConnectionLost(error)
      ? new AppError("unauthenticated", SIGN_IN_AGAIN, { cause: error })
      : githubError(error, "renew your sign-in");
  }
}

const endsSoon = (expiresAt: Date | null) => expiresAt !== null && expiresAt.getTime() - Date.now() < SOON_MILLISECONDS;

import { randomBytes } from "node:crypto";
import { cookies } from "next/headers";
import type { Account, NextAuthOptions } from "next-auth";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import { hashToken } from "@/lib/auth/server/token-hash";
import { sealTokens } from "@/lib/auth/server/user-token";
import { database } from "@/lib/db/client";
import { derivedSecret, environment } from "@/lib/env/environment";
import { authAdapter, toTokens } from "./auth-adapter";
import { sessionCookieName } from "./cookies";

const SESSION_SECONDS = 30 * 86_400;

interface GithubProfile {
  id: number;
  login: string;
  name?: string;
}

/** Sign-in with the GitHub App's user tokens, against any GitHub address. */
export function authOptions(): NextAuthOptions {
  return {
    adapter: authAdapter,
    providers: [github()],
    secret: derivedSecret("next-auth"),
    session: { strategy: "database", maxAge: SESSION_SECONDS, generateSessionToken: () => randomBytes(32).toString("base64url") },
    pages: { signIn: "/signin", error: "/signin" },
    callbacks: { signIn: ({ account, profile }) => acceptSignIn(account, profile as unknown as GithubProfile | undefined) },
  };
}

/**
 * Runs before the session is made: ends the browser's old session, so that signing in as somebody else neither
 * keeps the old session nor links two accounts, and stores the new tokens of a person we know.
 */
async function acceptSignIn(account: Account | null, profile: GithubProfile | undefined): Promise<boolean> {
  if (account?.provider !== "github" || !account.access_token || !profile?.id) return false;
  const old = (await cookies()).get(sessionCookieName())?.value;
  if (old) await database().session.deleteMany({ where: { tokenHash: hashToken(old) } });
  const known = await database().account.findUnique({
    where: { provider_providerAccountId: { provider: "github", providerAccountId: account.providerAccountId } },
    select: { userId: true },
  });
  if (!known) return true;
  await database().$transaction([
    database().account.update({ where: { userId: known.userId }, data: sealTokens(known.userId, toTokens(account)), select: { id: true } }),
    database().user.update({
      where: { id: known.userId },
      data: { login: profile.login, name: profile.name ?? profile.login },
      select: { id: true },
    }),
  ]);
  return true;
}

/** Our own provider: next-auth's asks api.github.com for e-mail addresses, whatever the server is. */
function github(): OAuthConfig<GithubProfile> {
  const { GITHUB_URL, GITHUB_APP_CLIENT_ID, GITHUB_APP_CLIENT_SECRET, apiUrl } = environment();
  return {
    id: "github",
    name: "GitHub",
    type: "oauth",
    clientId: GITHUB_APP_CLIENT_ID,
    clientSecret: GITHUB_APP_CLIENT_SECRET,
    // GitHub names itself in its answer (RFC 9207), and the answer is refused when nobody was expected.
    issuer: `${GITHUB_URL}/login/oauth`,
    checks: ["pkce", "state"],
    client: { token_endpoint_auth_method: "client_secret_post" },
    authorization: { url: `${GITHUB_URL}/login/oauth/authorize`, params: { scope: "" } },
    token: `${GITHUB_URL}/login/oauth/access_token`,
    userinfo: {
      url: `${apiUrl}/user`,
      async request({ tokens }) {
        // GitHub answers 200 with an error where there is no token; without this half a person would be made.
        if (!tokens.access_token) throw new Error("GitHub gave no access token");
        const response = await fetch(`${apiUrl}/user`, {
          headers: { authorization: `Bearer ${tokens.access_token}`, "user-agent": "slipway" },
          redirect: "error",
          signal: AbortSignal.timeout(10_000),
        });
        if (!response.ok) throw new Error(`GitHub answered ${response.status} when asked who signed in`);
        return toProfile(await response.json());
      },
    },
    profile: ({ id, login, name }) => ({ id: String(id), githubId: String(id), login, name: name ?? login, email: "" }),
  };
}

const profileShape = z.object({ id: z.number(), login: z.string(), name: z.string().nullish() });

function toProfile(raw: unknown): GithubProfile {
  const { id, login, name } = profileShape.parse(raw);
  return { id, login, name: name ?? login };
}

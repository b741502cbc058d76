import type { Account } from "next-auth";
import type { Adapter, AdapterSession, AdapterUser } from "next-auth/adapters";
import { recordEvent } from "@/lib/audit/server/record-event";
import { hashToken } from "@/lib/auth/server/token-hash";
import { sealTokens } from "@/lib/auth/server/user-token";
import { database } from "@/lib/db/client";

/** The person as next-auth passes it around; e-mail is not used, because identity is the GitHub id. */
interface SignedInUser extends AdapterUser {
  login: string;
  githubId: string;
}

/** What GitHub's token answer becomes in an account; `expires_at` is in seconds. */
export function toTokens(account: Pick<Account, "access_token" | "refresh_token" | "expires_at">) {
  return {
    accessToken: account.access_token ?? "",
    refreshToken: account.refresh_token ?? null,
    expiresAt: account.expires_at ? new Date(account.expires_at * 1000) : null,
  };
}

/** next-auth's storage over our tables: sessions by hash, tokens sealed. Only what OAuth with database sessions calls. */
export const authAdapter: Adapter = {
  getUserByEmail: async () => null,

  async getUserByAccount({ provider, providerAccountId }) {
    const account = await database().account.findUnique({
      where: { provider_providerAccountId: { provider, providerAccountId } },
      include: { user: true },
    });
    return account ? toAdapterUser(account.user) : null;
  },

  async createUser(user: Omit<AdapterUser, "id">) {
    // The provider's profile() made these fields; next-auth's type does not know them.
    const { login, githubId, name } = user as Omit<SignedInUser, "id">;
    const created = await database().user.upsert({
      where: { githubId: BigInt(githubId) },
      create: { githubId: BigInt(githubId), login, name: name ?? login },
      update: { login, name: name ?? login },
    });
    return toAdapterUser(created);
  },

  async linkAccount(account: Account & { userId: string }) {
    const { userId, provider, providerAccountId } = account;
    await database().account.create({
      data: { userId, provider, providerAccountId, ...sealTokens(userId, toTokens(account)) },
      select: { id: true },
    });
    return undefined;
  },

  async createSession({ sessionToken, userId, expires }) {
    await database().$transaction(async (tx) => {
      const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
      await tx.session.create({ data: { tokenHash: hashToken(sessionToken), userId, expires }, select: { userId: true } });
      await recordEvent(tx, user, { type: "person.signed-in", sentence: "Signed in" });
    });
    return { sessionToken, userId, expires };
  },

  async getSessionAndUser(sessionToken) {
    const session = await database().session.findUnique({ where: { tokenHash: hashToken(sessionToken) }, include: { user: true } });
    if (!session || session.expires <= new Date()) return null;
    return { session: { sessionToken, userId: session.userId, expires: session.expires }, user: toAdapterUser(session.user) };
  },

  async updateSession({ sessionToken, expires }): Promise<AdapterSession | null> {
    if (!expires) return null;
    const session = await database().session.update({ where: { tokenHash: hashToken(sessionToken) }, data: { expires } });
    return { sessionToken, userId: session.userId, expires: session.expires };
  },

  async deleteSession(sessionToken) {
    await database().session.deleteMany({ where: { tokenHash: hashToken(sessionToken) } });
  },
};

function toAdapterUser(user: { id: string; githubId: bigint; login: string; name: string }): SignedInUser {
  return { id: user.id, githubId: String(user.githubId), login: user.login, name: user.name, email: "", emailVerified: null };
}

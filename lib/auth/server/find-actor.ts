import { database } from "@/lib/db/client";
import type { Actor } from "../actor";
import { hashToken } from "./token-hash";

/** The person of a session cookie, or null when it is unknown or over. */
export async function findActor(sessionToken: string | undefined): Promise<Actor | null> {
  if (!sessionToken) return null;
  const session = await database().session.findUnique({ where: { tokenHash: hashToken(sessionToken) }, include: { user: true } });
  if (!session || session.expires <= new Date()) return null;
  const { id, login, name } = session.user;
  return { id, login, name, signedInAt: session.createdAt };
}

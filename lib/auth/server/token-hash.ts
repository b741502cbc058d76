import { createHash } from "node:crypto";

/** What is stored of a session token: a database that leaks opens no session. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

import { createHmac } from "node:crypto";
import type { Environment } from "@/lib/env/environment";

/** Name of the application's role in this database: roles belong to the whole server, so the database is part of it. */
export function appRoleName(databaseUrl: string): string {
  return `${decodeURIComponent(new URL(databaseUrl).pathname.slice(1))}_app`;
}

/** Its password follows from SLIPWAY_KEY, so that every process knows it and nobody has to keep it. */
export function appRolePassword(key: string): string {
  return createHmac("sha256", Buffer.from(key, "base64")).update("database-app-role").digest("base64url");
}

/** DATABASE_APP_URL when the administrator made the role, else DATABASE_URL with the role that Slipway makes. */
export function appDatabaseUrl(environment: Pick<Environment, "DATABASE_URL" | "DATABASE_APP_URL" | "SLIPWAY_KEY">): string {
  if (environment.DATABASE_APP_URL) return environment.DATABASE_APP_URL;
  const url = new URL(environment.DATABASE_URL);
  url.username = appRoleName(environment.DATABASE_URL);
  url.password = appRolePassword(environment.SLIPWAY_KEY);
  return url.toString();
}

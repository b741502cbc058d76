import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { Environment } from "@/lib/env/environment";
import { appRoleName, appRolePassword } from "./app-database-url";

/** Prisma's own advisory lock, so that its command line and several of our processes never migrate at once. */
const MIGRATION_LOCK = 72707369;

/** Tables that the application may add to but never change. */
const APPEND_ONLY = ["Event", "Observation", "CommentVersion", "ReviewStep", "DecisionTurn", "Remark"];
/** Rows that are marked as over and never removed. */
const KEPT = ["Decision", "Vote", "Override", "Delegation", "Reminder"];

/**
 * Brings the database up to date at boot, as its owner: applies the migrations that are missing, in the format
 * of Prisma's `_prisma_migrations`, then gives the application's role its rights. Answers with what was applied.
 */
export async function migrate(
  environment: Pick<Environment, "DATABASE_URL" | "DATABASE_APP_URL" | "SLIPWAY_KEY">,
  folder: string,
): Promise<string[]> {
  const client = new pg.Client({ connectionString: environment.DATABASE_URL });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    const applied = await applyMissing(client, folder);
    await ensureAppRole(client, environment);
    return applied;
  } finally {
    await client.query("select pg_advisory_unlock($1)", [MIGRATION_LOCK]).catch(() => {});
    await client.end();
  }
}

async function applyMissing(client: pg.Client, folder: string): Promise<string[]> {
  await client.query(`create table if not exists _prisma_migrations (
    id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
    migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
    started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`);
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
    "select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null",
  );
  // A kill in the middle leaves a row without an end; the migration itself was one transaction and is simply done again.
  const unfinished = rows.filter((row) => row.finished_at === null).map((row) => row.migration_name);
  await client.query("delete from _prisma_migrations where finished_at is null and rolled_back_at is null");
  const done = new Map(rows.filter((row) => row.finished_at).map((row) => [row.migration_name, row.checksum]));
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const applied: string[] = [];
  for (const name of names.sort()) {
    const sql = readFileSync(join(folder, name, "migration.sql"), "utf8");
    const checksum = createHash("sha256").update(sql).digest("hex");
    const known = done.get(name);
    if (known === checksum) continue;
    if (known)
      throw new Error(`Migration ${name} was edited after it had been applied. Restore the file, and put the change into a new migration.`);
    await applyOne(client, name, sql, checksum, unfinished.includes(name));
    applied.push(name);
  }
  return applied;
}

async function applyOne(client: pg.Client, name: string, sql: string, checksum: string, isRepeated: boolean): Promise<void> {
  const id = randomUUID();
  await client.query("insert into _prisma_migrations (id, checksum, migration_name) values ($1, $2, $3)", [id, checksum, name]);
  try {
    // Several statements in one simple query are one transaction.
    await client.query(sql);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Migration ${name} failed${isRepeated ? " again" : ""}: ${reason}`, { cause: error });
  }
  await client.query("update _prisma_migrations set finished_at = now(), applied_steps_count = 1 where id = $1", [id]);
}

/** The application connects with a role that owns nothing and cannot change or delete what is append-only. */
async function ensureAppRole(
  client: pg.Client,
  environment: Pick<Environment, "DATABASE_URL" | "DATABASE_APP_URL" | "SLIPWAY_KEY">,
): Promise<void> {
  const role = environment.DATABASE_APP_URL
    ? decodeURIComponent(new URL(environment.DATABASE_APP_URL).username)
    : appRoleName(environment.DATABASE_URL);
  const name = client.escapeIdentifier(role);
  if (!environment.DATABASE_APP_URL) {
    const password = client.escapeLiteral(appRolePassword(environment.SLIPWAY_KEY));
    const { rows } = await client.query("select 1 from pg_roles where rolname = $1", [role]);
    try {
      await client.query(
        `${rows.length > 0 ? "alter" : "create"} role ${name} login password ${password} nosuperuser nocreatedb nocreaterole`,
      );
    } catch (error) {
      throw new Error(
        `The user of DATABASE_URL may not create the role ${role} that Slipway runs as. Create a role without rights and name it in DATABASE_APP_URL (docs/administration.md).`,
        { cause: error },
      );
    }
  }
  await client.query(`
    grant usage on schema public to ${name};
    grant select, insert, update, delete on all tables in schema public to ${name};
    grant usage, select on all sequences in schema public to ${name};
    revoke all on _prisma_migrations from ${name};
    grant select on _prisma_migrations to ${name};
    ${APPEND_ONLY.map((table) => `revoke update, delete, truncate on ${client.escapeIdentifier(table)} from ${name};`).join("\n")}
    ${KEPT.map((table) => `revoke delete, truncate on ${client.escapeIdentifier(table)} from ${name};`).join("\n")}
  `);
}

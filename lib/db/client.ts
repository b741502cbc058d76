import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { environment } from "@/lib/env/environment";
import { log } from "@/lib/log/log";
import { appDatabaseUrl } from "./app-database-url";
import { type Prisma, PrismaClient } from "./generated/client";

export type Tx = Prisma.TransactionClient;
export { Prisma } from "./generated/client";

interface Connection {
  pool: pg.Pool;
  db: PrismaClient;
}

/** The server's bundle and Next each load this file: both must share one pool. */
const home = globalThis as { slipwayDatabase?: Connection };

function connection(): Connection {
  home.slipwayDatabase ??= connect();
  return home.slipwayDatabase;
}

function connect(): Connection {
  // Without a listener a restart of the database would end the process.
  const report = (error: Error) => log().warn({ error: error.message }, "database connection lost");
  // The driver adapter reads and writes times without their offset: the session must be in UTC, wherever the server is.
  const pool = new pg.Pool({
    connectionString: appDatabaseUrl(environment()),
    max: 10,
    connectionTimeoutMillis: 10_000,
    options: "-c TimeZone=UTC",
  });
  pool.on("error", report);
  const adapter = new PrismaPg(pool, { onConnectionError: report });
  return { pool, db: new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 20_000 } }) };
}

/** The database as the application's role, which owns nothing. */
export function database(): PrismaClient {
  return connection().db;
}

/** The same pool, for statements that Prisma cannot say. */
export function pool(): pg.Pool {
  return connection().pool;
}

/**
 * Lends work a session of its own, as a lock needs one. The pool listens to no connection that it has lent: without a listener
 * a restart of the database would end the process. A connection that was lost is not lent again.
 */
export async function withClient<Value>(work: (client: pg.PoolClient) => Promise<Value>): Promise<Value> {
  const client = await pool().connect();
  let lost: Error | undefined;
  const note = (error: Error) => {
    lost = error;
    log().warn({ error: error.message }, "database connection lost");
  };
  client.on("error", note);
  try {
    return await work(client);
  } finally {
    client.removeListener("error", note);
    client.release(lost);
  }
}

export async function closeDatabase(): Promise<void> {
  const open = home.slipwayDatabase;
  home.slipwayDatabase = undefined;
  await open?.db.$disconnect();
  await open?.pool.end();
}

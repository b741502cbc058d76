import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BuildOptions } from "esbuild";
import { importScript } from "@/bench/import-script";
import { appDatabaseUrl } from "@/lib/db/app-database-url";
import { closeDatabase } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { environment } from "@/lib/env/environment";
import { SECRET } from "./webhook";

const START_MILLISECONDS = 30_000;

interface Child {
  tail: () => string;
  stop: (milliseconds: number) => Promise<void>;
}

export interface Server {
  port: number;
  stop: () => Promise<void>;
}

export interface Servers {
  /** As the role that Slipway runs as; all servers use it. */
  databaseUrl: string;
  /** Slipway as it is built, or what it is compared with, as a process of its own; answers when it serves. */
  start: (name: "slipway" | "bare-server" | "probot-server", env?: Record<string, string>) => Promise<Server>;
  /** Ends all servers and the database, and removes what they wrote. */
  stop: () => Promise<void>;
}

/** A PostgreSQL of its own with Slipway's tables, and whatever servers are started on it. */
export async function startServers(): Promise<Servers> {
  const { ensureBuilt, bundle } = await importScript<{
    ensureBuilt: () => Promise<void>;
    bundle: (options: BuildOptions) => Promise<void>;
  }>("build");
  const { startDatabase } = await importScript<{
    startDatabase: (options: { folder: string }) => Promise<{ url: string; home: string; stop: () => Promise<void> }>;
  }>("database");
  const { freePort, startChild } = await importScript<{
    freePort: () => Promise<number>;
    startChild: (name: string, command: string, args: string[], options: { env: Record<string, string> }) => Child;
  }>("processes");
  await ensureBuilt();
  const programs = join("dist", "bench", "webhooks");
  await bundle({
    entryPoints: ["bench/webhooks/bare-server.ts", "bench/webhooks/probot-server.ts"],
    outdir: programs,
    outExtension: { ".js": ".mjs" },
  });
  const folder = mkdtempSync(join(tmpdir(), "slipway-bench-"));
  const database = await startDatabase({ folder });
  Object.assign(process.env, settings(database.url));
  await migrate(environment(), "prisma/migrations");
  const databaseUrl = appDatabaseUrl(environment());
  const running: Server[] = [];
  return {
    databaseUrl,
    start: async (name, env = {}) => {
      const port = await freePort();
      const isSlipway = name === "slipway";
      const own: Record<string, string> = isSlipway
        ? { ...settings(database.url), SLIPWAY_URL: `http://127.0.0.1:${port}`, SLIPWAY_PORT: String(port) }
        : { PORT: String(port), DATABASE_URL: databaseUrl, SECRET, PRIVATE_KEY: environment().GITHUB_APP_PRIVATE_KEY };
      const program = isSlipway ? "dist/server.mjs" : join(programs, `${name}.mjs`);
      const child = startChild(name, process.execPath, [program], { env: { ...own, ...env } });
      const server = { port, stop: () => child.stop(10_000) };
      running.push(server);
      await untilServing(port, child);
      return server;
    },
    stop: async () => {
      await Promise.all(running.map((server) => server.stop()));
      await closeDatabase();
      await database.stop();
      for (const path of [database.home, folder, programs]) rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Of Slipway as administrators set it up, with a GitHub that never answers. */
function settings(databaseUrl: string): Record<string, string> {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  return {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: databaseUrl,
    SLIPWAY_DEMO: "1",
    SLIPWAY_KEY: Buffer.alloc(32, 5).toString("base64"),
    GITHUB_URL: "http://127.0.0.1:9",
    GITHUB_APP_ID: "1",
    GITHUB_APP_CLIENT_ID: "id",
    GITHUB_APP_CLIENT_SECRET: "secret",
    GITHUB_APP_PRIVATE_KEY: privateKey,
    GITHUB_WEBHOOK_SECRET: SECRET,
  };
}

async function untilServing(port: number, child: Child): Promise<void> {
  const deadline = performance.now() + START_MILLISECONDS;
  while (performance.now() < deadline) {
    const isUp = await fetch(`http://127.0.0.1:${port}/hooks/github`).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`a server did not start within 30 s:\n${child.tail()}`);
}

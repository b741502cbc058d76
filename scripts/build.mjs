// Builds what changed since the last build: Prisma's client, the Next app, and the two servers.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execute } from "./processes.mjs";
import { say } from "./say.mjs";

const SOURCES = [
  "app",
  "components",
  "lib",
  "prisma",
  "public",
  "local-github",
  "server.ts",
  "next.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];
const STAMP = "dist/.built-from";

/** The generated client is needed by type checks and tests as well. */
export async function generateClient() {
  const stamp = "lib/db/generated/.generated-from";
  const schema = digest(["prisma/schema.prisma", "package-lock.json"]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === schema) return;
  // Generating needs no engine; naming any program keeps Prisma from downloading one.
  await execute(process.execPath, ["node_modules/prisma/build/index.js", "generate"], {
    isQuiet: true,
    env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
  });
  writeFileSync(stamp, schema);
}

export async function ensureBuilt() {
  await generateClient();
  const digestNow = digest(SOURCES);
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === digestNow && existsSync(".next/BUILD_ID")) return;
  say("Building the app (next build), about half a minute");
  await bundleServers();
  await execute(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    isQuiet: true,
    env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  writeFileSync(STAMP, digestNow);
}

/** `server.ts` and local-github as one file each: Node 20 cannot run TypeScript by itself. */
export async function bundleServers() {
  await bundle({
    entryPoints: { server: "server.ts", "local-github": "local-github/main.ts" },
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    sourcemap: true,
  });
}

/** Makes a program of TypeScript that Node runs; packages stay where they are. */
export async function bundle(options) {
  const { build } = await import("esbuild");
  await build({
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    logLevel: "warning",
    ...options,
  });
}

function digest(paths) {
  const hash = createHash("sha256");
  const visit = (path) => {
    const entries = existsSync(path) ? readEntries(path) : [];
    if (entries === null) hash.update(path).update(readFileSync(path));
    else for (const name of entries) visit(join(path, name));
  };
  for (const path of paths) visit(path);
  return hash.digest("hex");
}

/** Names in a folder, or null for a file; generated code and tests do not count. */
function readEntries(path) {
  try {
    return readdirSync(path)
      .filter((name) => name !== "generated" && !/\.i?test\.tsx?$/.test(name))
      .sort();
  } catch {
    return null;
  }
}

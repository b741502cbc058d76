#!/usr/bin/env node
// node scripts/migrations.mjs check: the migrations lead to exactly the schema.  … diff: the SQL that is missing.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startDatabase } from "./database.mjs";
import { execute } from "./processes.mjs";
import { Problem, run } from "./say.mjs";

/** Applies the migrations to an empty database and compares the result with prisma/schema.prisma. */
export async function checkMigrations({ isScript = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "slipway-migrations-"));
  const database = await startDatabase({ folder });
  const env = { DATABASE_URL: database.url, PRISMA_SCHEMA_ENGINE_BINARY: join(process.cwd(), "scripts/schema-engine.mjs") };
  const prisma = (...args) => execute(process.execPath, ["node_modules/prisma/build/index.js", "migrate", ...args], { isQuiet: true, env });
  try {
    await prisma("deploy");
    return await prisma("diff", "--from-config-datasource", "--to-schema", "prisma/schema.prisma", isScript ? "--script" : "--exit-code");
  } finally {
    await database.stop();
    for (const path of [database.home, folder]) rmSync(path, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  run(async () => {
    process.chdir(fileURLToPath(new URL("..", import.meta.url)));
    const what = process.argv[2];
    if (what !== "check" && what !== "diff") throw new Problem("Say check or diff: node scripts/migrations.mjs check");
    console.log(await checkMigrations({ isScript: what === "diff" }));
  });

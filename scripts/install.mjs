// Installs what package-lock.json names, once for each lock file.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { execute } from "./processes.mjs";
import { say } from "./say.mjs";

const STAMP = "node_modules/.slipway-lock";

export async function ensureInstalled() {
  const lock = createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === lock) return;
  say("Installing packages (npm ci), about a minute the first time");
  await execute(process.platform === "win32" ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { isQuiet: true });
  mkdirSync("node_modules", { recursive: true });
  writeFileSync(STAMP, lock);
}

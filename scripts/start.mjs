#!/usr/bin/env node
// npm start: installs, builds, starts everything, and says where it is and who to sign in as.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Problem, run, say } from "./say.mjs";

const HELP = `npm start                            Slipway with a demo: its own database, its own GitHub, nothing else needed
npm start -- --repo PATH             the same, with a copy of your clone; give it several times for several clones
npm start -- --repo PATH=owner/name  … under this name
npm start -- --no-demo               only your clones
npm start -- --reset                 forget everything first: data, drafts, demo
npm start -- --port 3000             the port to try first

With DATABASE_URL or GITHUB_URL set, npm start runs Slipway alone, against them (docs/administration.md).`;

run(async () => {
  const { values } = parseArgs({
    options: {
      repo: { type: "string", multiple: true, default: [] },
      "no-demo": { type: "boolean", default: false },
      reset: { type: "boolean", default: false },
      port: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return console.log(HELP);
  requireTools();
  process.chdir(fileURLToPath(new URL("..", import.meta.url)));
  const folder = resolve(process.env.SLIPWAY_FOLDER || ".slipway");
  const release = takeLock(folder);
  try {
    const { ensureInstalled } = await import("./install.mjs");
    await ensureInstalled();
    const { ensureBuilt } = await import("./build.mjs");
    await ensureBuilt();
    if (process.env.DATABASE_URL || process.env.GITHUB_URL) return await startAlone();
    const { startStack } = await import("./stack.mjs");
    if (values.reset) await reset(folder);
    const asked = whenAskedToStop();
    const stack = await startStack({
      signal: asked.signal,
      folder,
      repos: values.repo,
      hasDemo: !values["no-demo"],
      ports: values.port ? { app: Number(values.port) } : {},
      say,
      onLog: showTrouble,
    });
    writeFileSync(join(folder, "start.pid"), `${process.pid} ${stack.url}`);
    console.log(
      `\n  Slipway is at  ${stack.url}\n  Sign in as     Demo Manager (edits and commits), Demo Lead, Demo Auditor (reads) or Demo Outsider (sees nothing)\n  Stop with      Ctrl-C\n`,
    );
    await untilStopped(stack, asked);
  } finally {
    release();
  }
});

/** Ctrl-C and its kin, heard from the first moment on: a start that is interrupted stops what it has started. */
function whenAskedToStop() {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => controller.abort());
  return controller;
}

/** Waits for Ctrl-C, or for one of the processes to end by itself, then stops the rest. */
async function untilStopped(stack, asked) {
  const reason = await new Promise((done) => {
    if (asked.signal.aborted) done("asked");
    asked.signal.addEventListener("abort", () => done("asked"));
    void stack.app.exited.then(() => done("Slipway ended by itself"));
    void stack.github.exited.then(() => done("local-github ended by itself"));
  });
  say(reason === "asked" ? "Stopping" : `${reason}:\n${stack.app.tail()}`);
  await stack.stop();
  say("Stopped; nothing runs any more");
  if (reason !== "asked") process.exitCode = 1;
}

/** With a real database and a real GitHub there is nothing to start but Slipway itself. */
async function startAlone() {
  const { startChild } = await import("./processes.mjs");
  const app = startChild("slipway", process.execPath, ["--enable-source-maps", "dist/server.mjs"], {
    env: { NODE_ENV: "production" },
    onLine: (line) => console.log(line),
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => void app.stop(10_000));
  const code = await app.exited;
  process.exitCode = code === 0 || code === "SIGTERM" ? 0 : 1;
}

function showTrouble(name, line) {
  if (line.startsWith("{")) {
    const entry = tryParse(line);
    // pino's warn is 40; a demo that works says nothing.
    if (entry?.level >= 40) say(`${name}: ${entry.msg}${entry.error ? ` (${String(entry.error).split("\n")[0]})` : ""}`);
  } else if (line.trim()) say(`${name}: ${line}`);
}

function tryParse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function requireTools() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22))
    throw new Problem(`Slipway needs Node 20.19, 22.12 or newer; this is ${process.version}.`);
  let version = "";
  try {
    version = execFileSync("git", ["--version"], { encoding: "utf8" });
  } catch {
    throw new Problem("Slipway needs git 2.38 or newer, and there is none. Install it with your system's package manager.");
  }
  const [gitMajor = 0, gitMinor = 0] = (/(\d+)\.(\d+)/.exec(version) ?? []).slice(1).map(Number);
  if (gitMajor < 2 || (gitMajor === 2 && gitMinor < 38)) throw new Problem(`Slipway needs git 2.38 or newer; this is ${version.trim()}.`);
}

/** One start a checkout: a second one would take the first one's database away. */
function takeLock(folder) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "start.pid");
  if (existsSync(file)) {
    const [pid, url] = readFileSync(file, "utf8").split(" ");
    // In a container the next start often gets the number of the one that was killed.
    if (![process.pid, process.ppid].includes(Number(pid)) && isAlive(Number(pid)))
      throw new Problem(`Slipway already runs from this folder${url ? ` at ${url}` : ""}. Stop it there with Ctrl-C first.`);
  }
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    // The number may belong to another program by now.
    return process.platform !== "linux" || readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("start.mjs");
  } catch {
    return false;
  }
}

async function reset(folder) {
  say("Forgetting the data of earlier starts");
  const { startDatabase } = await import("./database.mjs");
  const database = await startDatabase({ folder, say: () => {} });
  const { default: pg } = await import("pg");
  const url = new URL(database.url);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  await client.query("drop database slipway with (force)");
  await client.end();
  await database.stop();
  for (const name of ["github", "ports.json"]) rmSync(join(folder, name), { recursive: true, force: true });
}

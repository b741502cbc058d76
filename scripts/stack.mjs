// The whole of Slipway on this machine: database, local-github and the app, started in order and stopped in reverse.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startDatabase } from "./database.mjs";
import { freePort, startChild, wait } from "./processes.mjs";
import { Problem } from "./say.mjs";

/**
 * Starts everything. `folder` keeps data, keys and ports; `repos` are clones to import; `isScripted` holds the demo's
 * clock still until a test moves it; `judge` is a file for what local-github finds wrong. Answers with addresses and `stop`.
 */
export async function startStack({
  folder,
  repos = [],
  hasDemo = true,
  isScripted = false,
  judge = null,
  ports = {},
  env = {},
  say = () => {},
  onLog = () => {},
  signal,
}) {
  mkdirSync(folder, { recursive: true });
  const stops = [];
  const stop = async () => {
    while (stops.length > 0) await stops.pop()();
  };
  const stopIfAsked = () => {
    if (signal?.aborted) throw new Problem("Stopped before it had started.");
  };
  try {
    const database = await startDatabase({ folder, say });
    stops.push(() => database.stop());
    stopIfAsked();
    say(`PostgreSQL ${database.how} on port ${database.port}`);

    const remembered = readJson(join(folder, "ports.json"));
    const appPort = await freePort(ports.app ?? remembered.app ?? 3000);
    const githubPort = await freePort(ports.github ?? remembered.github ?? 4010);
    writeFileSync(join(folder, "ports.json"), JSON.stringify({ app: appPort, github: githubPort }));
    const url = `http://127.0.0.1:${appPort}`;

    const controlToken = randomBytes(16).toString("hex");
    const github = startChild(
      "local-github",
      process.execPath,
      [
        "--enable-source-maps",
        "dist/local-github.mjs",
        "--folder",
        join(folder, "github"),
        "--port",
        String(githubPort),
        "--callback-url",
        `${url}/api/auth/callback/github`,
        "--webhook-url",
        `${url}/hooks/github`,
        ...(hasDemo ? ["--demo"] : []),
        ...(isScripted ? ["--scripted-clock"] : []),
        ...(judge ? ["--judge", judge] : []),
        ...repos.flatMap((repo) => ["--repo", repo]),
      ],
      { env: { LOCAL_GITHUB_TOKEN: controlToken }, onLine: (line) => onLog("local-github", line) },
    );
    stops.push(() => github.stop());
    const hello = await readHello(github);
    stopIfAsked();
    const connect = [...(hasDemo ? ["kestrel-harbor/berth", "kestrel-harbor/gantry"] : []), ...hello.imported];
    say(`local-github on port ${githubPort}${hello.imported.length > 0 ? `, with ${hello.imported.join(", ")}` : ""}`);

    const appEnv = {
      NODE_ENV: "production",
      SLIPWAY_URL: url,
      SLIPWAY_PORT: String(appPort),
      SLIPWAY_KEY: readOrMakeKey(folder),
      SLIPWAY_DEMO: "1",
      SLIPWAY_CONNECT: connect.join(","),
      DATABASE_URL: database.url,
      GITHUB_URL: hello.url,
      GITHUB_APP_ID: String(hello.app.id),
      GITHUB_APP_CLIENT_ID: hello.app.clientId,
      GITHUB_APP_CLIENT_SECRET: hello.app.clientSecret,
      GITHUB_APP_PRIVATE_KEY: hello.app.privateKey,
      GITHUB_WEBHOOK_SECRET: hello.app.webhookSecret,
      NEXT_TELEMETRY_DISABLED: "1",
      ...env,
    };
    const app = startChild("slipway", process.execPath, ["--enable-source-maps", "dist/server.mjs"], {
      onLine: (line) => onLog("slipway", line),
      env: appEnv,
    });
    stops.push(() => app.stop(10_000));
    await waitForHealth(url, app, signal);
    stopIfAsked();
    return {
      url,
      githubUrl: hello.url,
      controlToken,
      webhookSecret: hello.app.webhookSecret,
      databaseUrl: database.url,
      appEnv,
      databaseHome: database.home,
      imported: hello.imported,
      app,
      github,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** local-github says in one line of JSON where it is and what its App's secrets are. */
async function readHello(github) {
  const deadline = Date.now() + 60_000;
  let ended = null;
  void github.exited.then((code) => (ended = code));
  while (Date.now() < deadline) {
    const line = github
      .tail()
      .split("\n")
      .find((text) => text.startsWith('{"url"') && text.endsWith("}"));
    if (line) return JSON.parse(line);
    if (ended !== null) throw new Problem(`local-github did not start:\n${github.tail()}`);
    await wait(50);
  }
  throw new Problem(`local-github did not start within a minute:\n${github.tail()}`);
}

async function waitForHealth(url, app, signal) {
  const deadline = Date.now() + 60_000;
  let ended = null;
  void app.exited.then((code) => (ended = code));
  while (Date.now() < deadline) {
    const isUp = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5000) }).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp || signal?.aborted) return;
    if (ended !== null) throw new Problem(`Slipway did not start:\n${app.tail()}`);
    await wait(100);
  }
  throw new Problem(`Slipway did not become healthy within a minute:\n${app.tail()}`);
}

function readOrMakeKey(folder) {
  const file = join(folder, "key");
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("base64"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return {};
  }
}

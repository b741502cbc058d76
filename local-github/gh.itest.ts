import { execFile, execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addPersonas, prepareDemo } from "./demo/build-demo";
import { type LocalGithub, startLocalGithub } from "./server";

// The server runs in this very process: a synchronous child would wait for it for ever.
const execute = promisify(execFile);
const REPOSITORY = "kestrel-harbor/berth";

let folder: string;
let github: LocalGithub;
let token: string;

/** GitHub's own command line knows one server without TLS, at a fixed name; this leads from there to here. */
const forwarder = createServer((incoming, outgoing) => void forward(incoming, outgoing));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "local-github-gh-"));
  github = await startLocalGithub({ folder: join(folder, "github"), port: 0, controlToken: randomUUID() });
  const { world } = github;
  world.store.state.clock = { base: Date.now() - 3_600_000, advanced: 0 };
  addPersonas(world);
  await prepareDemo(world);
  token = `ghu_${randomUUID()}`;
  world.store.state.tokens[token] = { kind: "user", login: "demo-manager", installationId: null, expiresAt: Date.now() + 3_600_000 };
  await new Promise<void>((resolve) => forwarder.listen(0, "127.0.0.1", resolve));
}, 60_000);

afterAll(async () => {
  forwarder.close();
  await github.close();
  rmSync(folder, { recursive: true, force: true });
});

async function forward(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { pathname, search } = new URL(incoming.url ?? "/", "http://api.github.localhost");
  const path =
    pathname.startsWith("/_logs/") || pathname === "/graphql" ? pathname.replace("/graphql", "/api/graphql") : `/api/v3${pathname}`;
  const { port } = new URL(github.url);
  const headers = { ...incoming.headers, host: `127.0.0.1:${port}` };
  const through = request({ host: "127.0.0.1", port, path: path + search, method: incoming.method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  through.on("error", () => outgoing.destroy());
  incoming.pipe(through);
}

async function gh(...args: string[]): Promise<string> {
  const proxy = `http://127.0.0.1:${(forwarder.address() as AddressInfo).port}`;
  const env = { PATH: process.env.PATH, HOME: folder, GH_HOST: "github.localhost", GH_ENTERPRISE_TOKEN: token, GH_TOKEN: token };
  const { stdout } = await execute("gh", args, { env: { ...env, HTTP_PROXY: proxy, http_proxy: proxy, NO_COLOR: "1" } });
  return stdout;
}

function isInstalled(): boolean {
  try {
    execFileSync("gh", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

test.skipIf(!isInstalled())("GitHub's own command line reads, starts, watches, cancels and repeats runs", async () => {
  const { store, actions } = github.world;
  const letPass = async (seconds: number) => {
    if (store.state.clock) store.state.clock.advanced += seconds * 1000;
    await actions.tick();
  };
  const at = ["-R", `github.localhost/${REPOSITORY}`];
  expect(JSON.parse(await gh("api", `repos/${REPOSITORY}`))).toMatchObject({ full_name: REPOSITORY });
  expect(await gh("workflow", "list", ...at)).toContain("Publish");
  await gh("workflow", "run", "nightly.yml", "--ref", "main", ...at);
  const [run] = JSON.parse(await gh("run", "list", "--limit", "1", "--json", "databaseId,status,event", ...at)) as { databaseId: number }[];
  const id = String(run?.databaseId);
  await letPass(200);
  expect(await gh("run", "view", id, ...at)).toContain("soak");
  expect(JSON.parse(await gh("run", "view", id, "--json", "conclusion", ...at))).toEqual({ conclusion: "failure" });
  await gh("run", "rerun", id, "--failed", ...at);
  await letPass(5);
  await gh("run", "cancel", id, ...at);
  expect(JSON.parse(await gh("run", "view", id, "--json", "conclusion,status", ...at))).toEqual({
    conclusion: "cancelled",
    status: "completed",
  });
});

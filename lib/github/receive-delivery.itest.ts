import { type ChildProcess, spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import examples from "@octokit/webhooks-examples" with { type: "json" };
import type { BuildOptions } from "esbuild";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { appDatabaseUrl } from "@/lib/db/app-database-url";
import { database, pool } from "@/lib/db/client";
import { startTestDatabase } from "@/lib/db/test-database";
import { environment } from "@/lib/env/environment";
import { receiveDelivery } from "./receive-delivery";
import { WORK_CHANNEL } from "./wake-workers";

const SECRET = "the secret of the webhook";
const BEFORE = "the secret before this one";
/** The long form has the figures of RELIABILITY T2 and T3. */
const isLong = process.env.SLIPWAY_LONG === "1";
let stopDatabase: () => Promise<void>;
let server: Server;
let port: number;

beforeAll(async () => {
  stopDatabase = await startTestDatabase({ GITHUB_WEBHOOK_SECRET: SECRET, GITHUB_WEBHOOK_SECRET_BEFORE: BEFORE });
  server = createServer((incoming, response) => void receiveDelivery(incoming, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ({ port } = server.address() as AddressInfo); // it listens on TCP
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await stopDatabase();
});

const sign = (body: string, secret = SECRET) => `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

interface Sent {
  body?: string;
  guid?: string;
  event?: string;
  method?: string;
  headers?: Record<string, string | undefined>;
  to?: number;
}

/** Sends a webhook as GitHub does and answers with the status; 0 when nobody answered. */
function send({ body = "{}", guid = randomUUID(), event = "push", method = "POST", headers = {}, to = port }: Sent): Promise<number> {
  const all = {
    "content-type": "application/json",
    "x-github-event": event,
    "x-github-delivery": guid,
    "x-hub-signature-256": sign(body),
    ...headers,
  };
  const given = Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
  return new Promise((resolve) => {
    const sent = request({ host: "127.0.0.1", port: to, path: "/hooks/github", method, headers: given }, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? 0));
      response.on("error", () => resolve(response.statusCode ?? 0));
    });
    // The answer may come before everything is sent.
    sent.on("error", () => resolve(0));
    sent.end(method === "GET" ? undefined : body);
  });
}

const countRows = () => database().delivery.count();

test("T26 what is not signed with our secret, not JSON or too large is refused, and nothing is stored", async () => {
  const body = JSON.stringify({ ref: "refs/heads/main", forced: false });
  const refused: [name: string, sent: Sent, status: number][] = [
    ["no signature", { body, headers: { "x-hub-signature-256": undefined } }, 401],
    ["a wrong signature", { body, headers: { "x-hub-signature-256": `sha256=${"0".repeat(64)}` } }, 401],
    ["a short signature", { body, headers: { "x-hub-signature-256": "sha256=00" } }, 401],
    ["SHA-1 alone", { body, headers: { "x-hub-signature-256": undefined, "x-hub-signature": "sha1=1234" } }, 401],
    ["another webhook's secret", { body, headers: { "x-hub-signature-256": sign(body, "somebody else's secret") } }, 401],
    ["a body encoded anew", { body: JSON.stringify(JSON.parse(body), null, 1), headers: { "x-hub-signature-256": sign(body) } }, 401],
    ["one byte more than 25 MB", { body: " ".repeat(25 * 1024 * 1024 + 1) }, 413],
    ["a form", { body: "payload=%7B%7D" }, 400],
    ["a list", { body: "[]" }, 400],
    ["no text", { body: "" }, 400],
    ["a hundred thousand brackets", { body: "[".repeat(100_000) }, 400],
    ["a hundred thousand objects in each other", { body: `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}` }, 400],
    ["no GUID", { body, headers: { "x-github-delivery": undefined } }, 400],
    ["no event", { body, headers: { "x-github-event": undefined } }, 400],
    ["a GUID that is none", { body, guid: "'; drop table" }, 400],
    ["a GET", { method: "GET" }, 405],
  ];
  for (const [name, sent, status] of refused) {
    const answered = await send(sent);
    // Who sends too much may be cut off before it reads the answer.
    expect(status === 413 ? [413, 0] : [status], name).toContain(answered);
  }
  expect(await countRows()).toBe(0);
});

test("T26 a known GUID is stored once; the secret before is accepted; a NUL and duplicate keys do no harm", async () => {
  const guid = randomUUID();
  expect([await send({ guid }), await send({ guid }), await send({ guid, body: '{"other":1}' })]).toEqual([202, 202, 202]);
  expect(await database().delivery.findUnique({ where: { guid }, select: { payload: true } })).toEqual({ payload: {} });
  expect(await send({ headers: { "x-hub-signature-256": sign("{}", BEFORE) } })).toBe(202);
  const odd = randomUUID();
  expect(await send({ guid: odd, body: '{"a":"x\\u0000y","b":1,"b":2,"__proto__":{"c":1}}', event: "a_new_event" })).toBe(202);
  expect((await database().delivery.findUnique({ where: { guid: odd } }))?.payload).toMatchObject({ a: "xy", b: 2 });
  expect(await countRows()).toBe(3);
});

test("what was given up is taken up again when it is sent again, and what was taken in is not", async () => {
  const [failed, lost, applied] = [randomUUID(), randomUUID(), randomUUID()];
  for (const [guid, outcome] of [
    [failed, "failed: no such job"],
    [lost, null],
    [applied, "applied: CI 7"],
  ] as const) {
    await database().delivery.create({ data: { guid, event: "push", payload: {}, attempts: 5, processedAt: new Date(), outcome } });
    expect(await send({ guid })).toBe(202);
  }
  const now = async (guid: string) => database().delivery.findUniqueOrThrow({ where: { guid } });
  for (const guid of [failed, lost]) expect(await now(guid)).toMatchObject({ outcome: null, attempts: 0, processedAt: null });
  expect(await now(applied)).toMatchObject({ outcome: "applied: CI 7", attempts: 5 });
});

test("T26 what PostgreSQL cannot hold is mended where it can be, and refused for good where it cannot", async () => {
  await pool().query(`delete from "Delivery"`);
  const halves = randomUUID();
  expect(await send({ guid: halves, body: '{"action":"a\\ud83d","whole":"\\ud83d\\ude80","half":"x\\uDE80y","path":"C:\\\\u0000"}' })).toBe(
    202,
  );
  const stored = await database().delivery.findUniqueOrThrow({ where: { guid: halves } });
  expect(stored.action).toBe("a\ufffd");
  expect(stored.payload).toEqual({ action: "a\ufffd", whole: "\u{1f680}", half: "x\ufffdy", path: "C:\\u0000" });
  for (const [name, body] of [
    ["a number beyond numeric", '{"a":1e999999}'],
    ["more nesting than its parser has stack for", `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`],
  ] as const)
    expect(await send({ body }), name).toBe(400);
  expect(await countRows()).toBe(1);
});

test("the workers are told after every burst, by far fewer notices than there were webhooks", async () => {
  const notices: string[] = [];
  const listener = new pg.Client({ connectionString: appDatabaseUrl(environment()) });
  await listener.connect();
  listener.on("notification", ({ channel }) => notices.push(channel));
  await listener.query(`listen ${WORK_CHANNEL}`);
  await Promise.all(Array.from({ length: 300 }, () => send({})));
  // Long enough for a notice of each, which there used to be.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const before = notices.length;
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(150);
  await send({});
  await vi.waitFor(() => expect(notices.length).toBeGreaterThan(before));
  await listener.end();
});

test("every payload recorded by Octokit is accepted", async () => {
  await pool().query(`delete from "Delivery"`);
  let sent = 0;
  for (const { name, examples: payloads } of examples)
    for (const payload of payloads) {
      expect(await send({ event: name, body: JSON.stringify(payload) }), name).toBe(202);
      sent++;
    }
  expect(sent).toBe(329);
  expect(await countRows()).toBe(sent);
});

/** Sends webhooks to a receiver of its own that is killed at any moment, again and again. */
async function sendUnderKills(handler: string, kills: number): Promise<{ sent: string[]; lost: string[]; acknowledged: string[] }> {
  await pool().query(`delete from "Delivery"`);
  const program = join(process.cwd(), "dist", "test");
  mkdirSync(program, { recursive: true });
  const outfile = join(program, "receive.mjs");
  const builder: string = "../../scripts/build.mjs";
  const { bundle } = (await import(builder)) as { bundle: (options: BuildOptions) => Promise<void> };
  await bundle({
    stdin: {
      resolveDir: process.cwd(),
      loader: "ts",
      contents: `import { createServer } from "node:http";
        import { receiveDelivery } from "@/lib/github/receive-delivery";
        import { pool } from "@/lib/db/client";
        const server = createServer(${handler});
        server.listen(0, "127.0.0.1", () => console.log(server.address().port));`,
    },
    outfile,
  });
  const acknowledged: string[] = [];
  const sent: string[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const { child, listensOn } = await startProgram(outfile);
    const end = new Promise((resolve) => child.once("exit", resolve));
    setTimeout(() => child.kill("SIGKILL"), 60 + Math.random() * 250);
    const waiting: Promise<void>[] = [];
    while (child.exitCode === null && child.signalCode === null) {
      const guid = randomUUID();
      sent.push(guid);
      waiting.push(send({ guid, to: listensOn }).then((status) => void (status === 202 && acknowledged.push(guid))));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await Promise.all([end, ...waiting]);
  }
  rmSync(outfile);
  const stored = new Set((await database().delivery.findMany({ select: { guid: true } })).map(({ guid }) => guid));
  expect(acknowledged.length).toBeGreaterThan(20);
  return { sent, acknowledged, lost: acknowledged.filter((guid) => !stored.has(guid)) };
}

test("T2 kill -9 under load: whatever was acknowledged is stored, and sent again it is stored once", async () => {
  const { sent, acknowledged, lost } = await sendUnderKills(
    "(request, response) => void receiveDelivery(request, response)",
    isLong ? 100 : 8,
  );
  expect(acknowledged.length).toBeLessThan(sent.length);
  expect(lost).toEqual([]);
  for (const guid of sent) expect(await send({ guid })).toBe(202);
  expect(await countRows()).toBe(sent.length);
}, 240_000);

test("T2 a receiver that answers first and stores from a queue loses what it acknowledged", async () => {
  const { lost } = await sendUnderKills(
    `(request, response) => {
      request.resume();
      response.writeHead(202).end();
      const store = () => pool().query('insert into "Delivery" (guid, event, payload) values ($1, $2, $3)', [request.headers["x-github-delivery"], "push", "{}"]);
      setTimeout(store, 50);
    }`,
    4,
  );
  expect(lost.length).toBeGreaterThan(0);
});

async function startProgram(path: string): Promise<{ child: ChildProcess; listensOn: number }> {
  const child = spawn(process.execPath, [path], { stdio: ["ignore", "pipe", "inherit"] });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout?.once("data", (chunk: Buffer) => resolve(chunk.toString()));
    child.once("exit", (code) => reject(new Error(`the receiver ended with ${code}`)));
  });
  return { child, listensOn: Number(line) };
}

test("T3 a burst while PostgreSQL stands still: everybody is answered within ten seconds, and 2xx means stored", async () => {
  await pool().query(`delete from "Delivery"`);
  const count = isLong ? 5_000 : 1_500;
  const padding = "x".repeat(2_000);
  const { rows } = await pool().query<{ pid: number }>("select pid from pg_stat_activity where backend_type = 'client backend'");
  const signal = (name: "SIGSTOP" | "SIGCONT") => {
    for (const { pid } of rows)
      try {
        process.kill(pid, name);
      } catch {
        // It has ended since.
      }
  };
  const answers: { guid: string; status: number; milliseconds: number }[] = [];
  const waiting: Promise<void>[] = [];
  signal("SIGSTOP");
  const resumed = new Promise<void>((resolve) =>
    setTimeout(() => {
      signal("SIGCONT");
      resolve();
    }, 8_000),
  );
  try {
    for (let index = 0; index < count; index++) {
      const guid = randomUUID();
      const start = performance.now();
      const body = JSON.stringify({ padding });
      waiting.push(send({ guid, body }).then((status) => void answers.push({ guid, status, milliseconds: performance.now() - start })));
      if (index % 10 === 9) await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await Promise.all(waiting);
  } finally {
    await resumed;
  }
  expect(answers).toHaveLength(count);
  expect(answers.filter(({ status }) => status !== 202 && status !== 503)).toEqual([]);
  expect(Math.max(...answers.map(({ milliseconds }) => milliseconds))).toBeLessThan(10_000);
  const stored = new Set((await database().delivery.findMany({ select: { guid: true } })).map(({ guid }) => guid));
  expect(answers.filter(({ guid, status }) => status === 202 && !stored.has(guid))).toEqual([]);
  // What was refused is sent again by GitHub, and is there once.
  for (const { guid, status } of answers) if (status === 503) expect(await send({ guid })).toBe(202);
  expect(await countRows()).toBe(count);
}, 90_000);

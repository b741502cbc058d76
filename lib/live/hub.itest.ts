import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { pool } from "@/lib/db/client";
import { startTestDatabase } from "@/lib/db/test-database";
import { announce, LIVE_CHANNEL } from "./announce";
import { createHub, type Hub } from "./hub";
import { listen } from "./listen";

/** The long form has the figures of RELIABILITY T19. */
const isLong = process.env.SLIPWAY_LONG === "1";
const MINE = "0199f9d3-0000-7000-8000-000000000001";
const THEIRS = "0199f9d3-0000-7000-8000-000000000002";
let stopDatabase: () => Promise<void>;
let hub: Hub;
let server: Server;
/** What each login may read; who is not here is signed out. */
const readable = new Map<string, string[]>();
/** How often anybody's rights were asked for, and what the answer waits for. */
let questions = 0;
let answering: Promise<void> | null = null;

beforeAll(async () => {
  stopDatabase = await startTestDatabase();
});

afterAll(() => stopDatabase());

beforeEach(async () => {
  readable.clear();
  readable.set("demo-lead", [MINE]);
  await start(0);
});

afterEach(stop);

/** One process that serves streams, at a port or at a free one. */
async function start(port: number): Promise<void> {
  hub = await createHub({
    findActor: async (incoming) => {
      const login = String(incoming.headers["x-login"]);
      return readable.has(login) ? { id: login, login, name: login } : null;
    },
    listReadableRepositoryIds: async ({ login }) => {
      questions++;
      await answering;
      return readable.get(login) ?? [];
    },
  });
  server = createServer((incoming, response) => void hub.serve(incoming, response));
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
}

async function stop(): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  await hub.close();
  server.closeAllConnections();
  await closed;
}

const portNow = () => (server.address() as AddressInfo).port; // it listens on TCP

interface Client {
  status: number;
  /** `name data` of everything that came. */
  heard: string[];
  /** Id of the latest thing that came. */
  lastId: string;
  /** Milliseconds the server asked to wait before coming back. */
  retry: number | null;
  isOpen: boolean;
  incoming: IncomingMessage;
  leave: () => void;
}

function connect(login = "demo-lead", { path = "/live", lastId }: { path?: string; lastId?: string } = {}): Promise<Client> {
  return new Promise((resolve, reject) => {
    const headers = { "x-login": login, ...(lastId && { "last-event-id": lastId }) };
    const sent = request({ host: "127.0.0.1", port: portNow(), path, headers, agent: false }, (incoming) => {
      const client: Client = {
        status: incoming.statusCode ?? 0,
        heard: [],
        lastId: "",
        retry: null,
        isOpen: true,
        incoming,
        leave: () => sent.destroy(),
      };
      let text = "";
      incoming.on("data", (chunk: Buffer) => {
        text += chunk.toString();
        for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
          const lines = text.slice(0, end).split("\n");
          text = text.slice(end + 2);
          const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? "";
          if (field("id")) client.lastId = field("id");
          if (field("retry")) client.retry = Number(field("retry"));
          client.heard.push(`${field("event")} ${field("data")}`);
        }
      });
      incoming.on("close", () => {
        client.isOpen = false;
      });
      incoming.on("error", () => {});
      resolve(client);
    });
    sent.on("error", reject);
    sent.end();
  });
}

const change = (repositoryId: string, topic: "runs" | "draft" = "runs") => ({ repositoryId, topic });
const changeOf = (client: Client) => client.heard.filter((line) => line.startsWith("change "));

test("everybody hears of what they may read, once, and of nothing else; who is signed out is refused", async () => {
  readable.set("demo-outsider", [THEIRS]);
  const [lead, outsider, stranger] = [await connect(), await connect("demo-outsider"), await connect("demo-stranger")];
  expect([lead.status, outsider.status, stranger.status]).toEqual([200, 200, 401]);
  await announce(change(MINE), change(THEIRS), change(MINE, "draft"));
  await vi.waitFor(() => expect([changeOf(lead).length, changeOf(outsider).length]).toEqual([1, 1]));
  expect(changeOf(lead)).toEqual([`change ${JSON.stringify([change(MINE), change(MINE, "draft")])}`]);
  expect(changeOf(outsider)).toEqual([`change ${JSON.stringify([change(THEIRS)])}`]);
  await pool().query("select pg_notify($1, 'no JSON')", [LIVE_CHANNEL]);
  await announce(change(MINE));
  await vi.waitFor(() => expect(changeOf(lead)).toHaveLength(2));
});

test("T19 all of a crowd hear every change; when the server starts again they come back spread out, and are told to look", async () => {
  const crowd = isLong ? 1_000 : 200;
  const port = portNow();
  const clients = await Promise.all(Array.from({ length: crowd }, () => connect()));
  for (let round = 1; round <= 5; round++) {
    await announce(change(MINE));
    await vi.waitFor(() => expect(clients.every((client) => changeOf(client).length === round)).toBe(true), { timeout: 5_000 });
  }
  await stop();
  await vi.waitFor(() => expect(clients.some(({ isOpen }) => isOpen)).toBe(false));
  await start(port);
  const start0 = performance.now();
  const again = await Promise.all(clients.map(() => connect()));
  // Each begins with "hello": whatever was said meanwhile was missed, so the page reads everything again.
  await vi.waitFor(() => expect(again.every(({ heard }) => heard[0] === "hello {}")).toBe(true), { timeout: 5_000 });
  expect(performance.now() - start0).toBeLessThan(5_000);
  await announce(change(MINE));
  await vi.waitFor(() => expect(again.every((client) => changeOf(client).length === 1)).toBe(true), { timeout: 5_000 });
  const waits = again.map(({ retry }) => retry ?? 0);
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(1_000);
  expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(1_000);
});

test("a storm of changes is told as few, each thing once, and the last one is told", async () => {
  const clients = await Promise.all(Array.from({ length: 200 }, () => connect()));
  for (let round = 0; round < 300; round++) await Promise.all([announce(change(MINE)), announce(change(MINE, "draft"))]);
  const end = await connect();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const told = changeOf(clients[0] ?? end).length;
  expect(told).toBeGreaterThan(1);
  expect(told).toBeLessThan(400);
  await announce({ repositoryId: MINE, topic: "rules" });
  await vi.waitFor(() => expect(clients.every(({ heard }) => heard.at(-1)?.includes('"rules"'))).toBe(true));
});

test("T19 who was cut off hears exactly what it missed when it comes back, and need not look at everything", async () => {
  const [cut, stays] = [await connect(), await connect()];
  await announce(change(MINE));
  await vi.waitFor(() => expect(changeOf(cut)).toHaveLength(1));
  const { lastId } = cut;
  cut.leave();
  await vi.waitFor(() => expect(hub.size()).toBe(1));
  for (const missed of [change(MINE, "draft"), change(THEIRS), change(MINE, "draft")]) await announce(missed);
  // The long form is cut off for as long as RELIABILITY says.
  await new Promise((resolve) => setTimeout(resolve, isLong ? 5_000 : 100));
  await vi.waitFor(() => expect(changeOf(stays)).toHaveLength(3));
  const missed = ["resumed {}", `change ${JSON.stringify([change(MINE, "draft")])}`];
  const back = await connect("demo-lead", { lastId });
  await vi.waitFor(() => expect(back.heard).toEqual(missed));
  const anew = await connect("demo-lead", { path: `/live?after=${lastId}` });
  await vi.waitFor(() => expect(anew.heard).toEqual(missed));
  const again = await connect("demo-lead", { lastId: back.lastId });
  await announce(change(MINE));
  await vi.waitFor(() => expect(again.heard).toEqual(["resumed {}", `change ${JSON.stringify([change(MINE)])}`]));
  const stranger = await connect("demo-lead", { lastId: "another process's id" });
  await vi.waitFor(() => expect(stranger.heard).toEqual(["hello {}"]));
});

test("T19 an id from before something may have been missed does not count", async () => {
  const client = await connect();
  await announce(change(MINE));
  await vi.waitFor(() => expect(changeOf(client)).toHaveLength(1));
  const { lastId } = client;
  await breakListening();
  await vi.waitFor(() => expect(client.heard).toContain("resync {}"), { timeout: 5_000 });
  const back = await connect("demo-lead", { lastId });
  await vi.waitFor(() => expect(back.heard).toEqual(["hello {}"]));
  const [other, { lastId: now }] = [await connect("demo-lead", { lastId: client.lastId }), client];
  expect(now).not.toBe(lastId);
  await vi.waitFor(() => expect(other.heard).toEqual(["resumed {}"]));
});

test("T19 who leaves is forgotten: connected and gone again and again, nobody is left", async () => {
  const times = isLong ? 10_000 : 1_000;
  for (let done = 0; done < times; done += 50) {
    const clients = await Promise.all(Array.from({ length: 50 }, () => connect()));
    for (const client of clients) client.leave();
  }
  await vi.waitFor(() => expect(hub.size()).toBe(0), { timeout: 5_000 });
});

const breakListening = () =>
  pool().query("select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%' and pid <> pg_backend_pid()");

test("T19 when the database's connection breaks, everybody is told to look at everything again", async () => {
  const client = await connect();
  await breakListening();
  await vi.waitFor(() => expect(client.heard).toContain("resync {}"), { timeout: 5_000 });
  await announce(change(MINE));
  await vi.waitFor(() => expect(changeOf(client)).toHaveLength(1));
});

test("a browser that does not read is let go, and the others go on hearing", async () => {
  const ids = Array.from({ length: 90 }, (_, index) => MINE.replace(/..$/, String(10 + index)));
  readable.set("demo-lead", ids);
  const [slow, quick] = [await connect(), await connect()];
  slow.incoming.pause();
  const many = ids.map((id) => change(id));
  for (let round = 0; round < 4_000 && hub.size() === 2; round++) await announce(...many);
  expect(hub.size()).toBe(1);
  const before = changeOf(quick).length;
  await announce(...many);
  await vi.waitFor(() => expect(changeOf(quick).length).toBeGreaterThan(before));
  slow.leave();
});

test("a repository that somebody may not read holds up nothing else, and is asked about once a minute", async () => {
  const [lead, outsider] = [await connect(), await connect()];
  let answer = () => {};
  answering = new Promise((resolve) => {
    answer = resolve;
  });
  questions = 0;
  const about = { repositoryId: THEIRS, topic: "repository" } as const;
  await announce(about, change(MINE));
  await announce(change(MINE, "draft"));
  const both = [`change ${JSON.stringify([change(MINE)])}`, `change ${JSON.stringify([change(MINE, "draft")])}`];
  for (const client of [lead, outsider]) await vi.waitFor(() => expect(changeOf(client)).toEqual(both));
  answering = null;
  answer();
  await vi.waitFor(() => expect(questions).toBe(2));
  for (let round = 0; round < 5; round++) await announce(about);
  await announce(change(MINE));
  await vi.waitFor(() => expect(changeOf(lead)).toHaveLength(3));
  expect(questions).toBe(2);
});

test("who may read a repository that was connected a moment ago is told to look, also when cut off meanwhile", async () => {
  const [stays, cut] = [await connect(), await connect()];
  let answer = () => {};
  answering = new Promise((resolve) => {
    answer = resolve;
  });
  readable.set("demo-lead", [MINE, THEIRS]);
  const about = { repositoryId: THEIRS, topic: "repository" } as const;
  await announce(about);
  await announce(change(MINE));
  await vi.waitFor(() => expect(changeOf(cut)).toHaveLength(1));
  cut.leave();
  await vi.waitFor(() => expect(hub.size()).toBe(1));
  answering = null;
  const back = await connect("demo-lead", { lastId: cut.lastId });
  answer();
  await vi.waitFor(() => expect(stays.heard).toContain("resync {}"));
  await vi.waitFor(() => expect(back.heard).toEqual(["resumed {}", `change ${JSON.stringify([about])}`]));
});

test("hundreds of changes at once are all told", async () => {
  const ids = Array.from({ length: 240 }, (_, index) => MINE.replace(/...$/, String(100 + index)));
  readable.set("demo-lead", ids);
  const lead = await connect();
  await announce(...ids.map((repositoryId) => ({ repositoryId, topic: "repository" as const })));
  await vi.waitFor(() => expect(ids.filter((id) => !lead.heard.join().includes(id))).toEqual([]));
});

test("a connection that no longer answers is given up, and listened on another", async () => {
  const told: (string | null)[] = [];
  const quiet = await listen(["quiet"], (_, payload) => told.push(payload), 300);
  const { rows } = await pool().query<{ pid: number }>(`select pid from pg_stat_activity where query = 'listen "quiet"'`);
  const pids = rows.map(({ pid }) => pid);
  expect([told, pids.length]).toEqual([[null], 1]);
  for (const pid of pids) process.kill(pid, "SIGSTOP");
  try {
    await vi.waitFor(() => expect(told).toEqual([null, null]), { timeout: 5_000 });
    await pool().query("select pg_notify('quiet', 'heard')");
    await vi.waitFor(() => expect(told).toEqual([null, null, "heard"]));
  } finally {
    for (const pid of pids) process.kill(pid, "SIGCONT");
    await quiet.stop();
  }
});

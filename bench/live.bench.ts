/**
 * From a change to 1, 100 and 1,000 browsers: a notice of PostgreSQL through Slipway's streams and through a bare relay that
 * sends the same bytes to everybody; and a webhook all the way through Slipway, and through a bare server that stores it and
 * relays a notice. Five rounds, one change by each way in turn; both servers are processes of their own, the browsers are in this one.
 *
 *   npm run bench -- live [--short] [--json]     --short: two rounds of 100 browsers
 */
import pg from "pg";
import { LIVE_CHANNEL } from "@/lib/live/announce";
import { type Figure, p95, p99, printFigures } from "./figures";
import { type Connection, openConnection } from "./webhooks/connection";
import { openStreams, type Streams } from "./webhooks/open-streams";
import { signInPeople } from "./webhooks/sign-in-people";
import { startServers } from "./webhooks/start-servers";
import { jobWebhook, makeRequests } from "./webhooks/webhook";

/** Notices in a round, and how long the whole way may take at p95. */
const CROWDS = [
  { size: 1, notices: 80, atMost: 25 },
  { size: 100, notices: 40, atMost: 30 },
  { size: 1_000, notices: 25, atMost: 75 },
];
/** Between a change that all have heard and the next one. */
const PAUSE_MILLISECONDS = 25;

const isShort = process.argv.includes("--short");
const rounds = isShort ? 2 : 5;
const crowds = isShort ? [{ size: 100, notices: 20, atMost: 30 }] : CROWDS;
/** Milliseconds of every change to every browser, round by round. */
const heard: Record<string, number[][]> = {};
let lost = 0;
let expected = 0;
let jobId = 1;

const servers = await startServers();
const notifier = new pg.Client({ connectionString: servers.databaseUrl });
try {
  await notifier.connect();
  const { repositoryId, cookies } = await signInPeople(Math.max(...crowds.map(({ size }) => size)));
  const change = JSON.stringify([{ repositoryId, topic: "runs" }]);
  const [slipway, bare] = [await servers.start("slipway"), await servers.start("bare-server", { ANNOUNCED: change })];
  const notify = (channel: string) => notifier.query("select pg_notify($1, $2)", [channel, change]);
  for (const { size, notices } of crowds) {
    const own = await openStreams(slipway.port, cookies.slice(0, size));
    const relayed = await openStreams(bare.port, cookies.slice(0, size));
    // The first round warms up and does not count.
    for (let round = 0; round <= rounds; round++) {
      const [ownHook, bareHook] = [await openConnection(slipway.port), await openConnection(bare.port)];
      const post = ({ send }: Connection) => send(makeRequests(jobWebhook(jobId++))());
      const measured = await hearInTurn(round === 0 ? 10 : notices, size, {
        relay: { streams: relayed, act: () => notify("bare_live") },
        stream: { streams: own, act: () => notify(LIVE_CHANNEL) },
        "relayed webhook": { streams: relayed, act: () => post(bareHook) },
        webhook: { streams: own, act: () => post(ownHook) },
      });
      ownHook.close();
      bareHook.close();
      if (round > 0)
        for (const [name, values] of Object.entries(measured)) {
          tell(`${name}, ${size}: p95 ${p95(values).toFixed(1)} ms`);
          keep(`${name}, ${size}`, values);
        }
    }
    own.close();
    relayed.close();
  }
  if (!isShort) for (let round = 0; round < rounds; round++) await measureReturn(slipway.port, cookies);
  printFigures("live", [
    ...crowds.flatMap(crowdFigures),
    { figure: "changes that a browser did not hear, %", values: [(100 * lost) / expected], atMost: 0 },
    ...returnFigures(),
  ]);
} finally {
  await notifier.end();
  await servers.stop();
}

/** One change by each way, again and again: what else the machine does meets all of them. */
async function hearInTurn(
  notices: number,
  size: number,
  ways: Record<string, { streams: Streams; act: () => Promise<unknown> }>,
): Promise<Record<string, number[]>> {
  const measured = Object.fromEntries(Object.keys(ways).map((name) => [name, [] as number[]]));
  const order = Object.entries(ways);
  for (let notice = 0; notice < notices; notice++) {
    // There and back, so that what a webhook leaves to be done meets no way more than another.
    for (const [name, { streams, act }] of notice % 2 === 0 ? order : order.toReversed()) {
      const values = await streams.hear(act);
      expected += size;
      lost += size - values.length;
      measured[name]?.push(...values);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
    }
  }
  return measured;
}

/** Everybody comes back at once; and what it costs when each then looks at one query again. */
async function measureReturn(port: number, cookies: string[]): Promise<void> {
  const start = performance.now();
  const streams = await openStreams(port, cookies);
  const opened = performance.now();
  streams.close();
  const connections = await Promise.all(Array.from({ length: 20 }, () => openConnection(port)));
  const waiting = [...cookies];
  const asked = performance.now();
  await Promise.all(
    connections.map(async ({ send, close }) => {
      for (let cookie = waiting.pop(); cookie; cookie = waiting.pop()) {
        const status = await send(Buffer.from(`GET /api/home HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: ${cookie}\r\n\r\n`));
        if (status !== 200) throw new Error(`/api/home answered ${status}`);
      }
      close();
    }),
  );
  keep("return", [opened - start]);
  keep("query", [performance.now() - asked]);
}

function returnFigures(): Figure[] {
  const of = (name: string) => (heard[name] ?? []).flat();
  if (isShort) return [];
  return [
    { figure: "1000 browsers open their streams at once, ms", values: of("return") },
    { figure: "1000 browsers ask one query, ms", values: of("query") },
  ];
}

function keep(name: string, values: number[]): void {
  heard[name] = [...(heard[name] ?? []), values];
}

function crowdFigures({ size, atMost }: (typeof CROWDS)[number]): Figure[] {
  const of = (name: string) => heard[`${name}, ${size}`] ?? [];
  const ratio = (name: string, anchor: string) => of(name).map((values, round) => p95(values) / p95(of(anchor)[round] ?? []));
  const browsers = size === 1 ? "1 browser" : `${size} browsers`;
  return [
    { figure: `${browsers}, notice through bare relay, p95 ms`, values: of("relay").map(p95), isControl: true },
    { figure: `${browsers}, notice through stream, p95 ms`, values: of("stream").map(p95), isControl: true },
    { figure: `${browsers}, stream against bare relay`, values: ratio("stream", "relay"), atMost: 1.3 },
    { figure: `${browsers}, webhook through bare node, p95 ms`, values: of("relayed webhook").map(p95), isControl: true },
    { figure: `${browsers}, webhook to page, p95 ms`, values: of("webhook").map(p95), atMost },
    { figure: `${browsers}, webhook to page, p99 ms`, values: of("webhook").map(p99), atMost: 150 },
    { figure: `${browsers}, webhook to page against bare node`, values: ratio("webhook", "relayed webhook"), atMost: 3 },
    // Told, not judged: the relay stores and merges nothing.
    { figure: `${browsers}, webhook to page against a bare notice`, values: ratio("webhook", "relay") },
  ];
}

/** What a round measured, at once: the figures come at the end. */
function tell(line: string): void {
  if (!process.argv.includes("--json")) console.error(line);
}

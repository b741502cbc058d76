/**
 * Webhooks of 9 kB into Slipway as it is built, a bare node server and Probot, each a process of its own that answers when the
 * row is committed, and into PostgreSQL itself; five rounds, each through everything. This process sends.
 *
 *   npm run bench -- ingest [--short] [--json]
 */
import pg from "pg";
import { environment } from "@/lib/env/environment";
import { type Figure, p99, printFigures } from "./figures";
import { insertForSeconds } from "./webhooks/insert-rows";
import { openStreams } from "./webhooks/open-streams";
import { type Acknowledged, sendAtRate, sendForSeconds } from "./webhooks/send-webhooks";
import { signInPeople } from "./webhooks/sign-in-people";
import { startServers } from "./webhooks/start-servers";

const isShort = process.argv.includes("--short");
const rounds = isShort ? 2 : 5;
const [warmUp, seconds] = isShort ? [0.5, 0.8] : [2, 4];
const perSecond: Record<string, number[]> = {};
const milliseconds: number[] = [];

const servers = await startServers();
const owner = new pg.Pool({ connectionString: environment().DATABASE_URL, max: 1 });
try {
  await measureThroughput();
  if (!isShort) await measureUnderStreams();
  printFigures("ingest", [...throughputFigures(), ...waitingFigures()]);
} finally {
  await owner.end();
  await servers.stop();
}

async function measureThroughput(): Promise<void> {
  const [slipway, bare, probot] = [
    await servers.start("slipway", { SLIPWAY_ROLE: "web" }),
    await servers.start("bare-server"),
    await servers.start("probot-server"),
  ];
  const candidates: [name: string, run: (seconds: number) => Promise<{ accepted: number; perSecond: number }>][] = [
    ["slipway", (duration) => sendForSeconds(slipway.port, duration)],
    ["bare node", (duration) => sendForSeconds(bare.port, duration)],
    ["Probot", (duration) => sendForSeconds(probot.port, duration)],
    ["PostgreSQL alone", (duration) => insertForSeconds(servers.databaseUrl, duration)],
  ];
  // The first round warms up and does not count.
  for (let round = 0; round <= rounds; round++)
    for (const [name, run] of candidates) {
      await empty();
      const measured = await run(round === 0 ? warmUp : seconds);
      await requireRows(name, measured.accepted);
      if (round === 0) continue;
      tell(`${name}: ${Math.round(measured.perSecond)} /s`);
      perSecond[name] = [...(perSecond[name] ?? []), measured.perSecond];
    }
  for (const server of [slipway, bare, probot]) await server.stop();
}

/** The whole of Slipway, which also applies what it takes in and tells a thousand browsers; long enough to ask for their rights again. */
async function measureUnderStreams(): Promise<void> {
  await empty();
  const { cookies } = await signInPeople(1_000);
  const slipway = await servers.start("slipway");
  const streams = await openStreams(slipway.port, cookies);
  let firstJobId = 1;
  for (let round = 0; round < rounds; round++) {
    const measured: Acknowledged = await sendAtRate(slipway.port, 200, 20, firstJobId);
    firstJobId += measured.milliseconds.length;
    tell(`acknowledged: p99 ${Math.round(p99(measured.milliseconds))} ms`);
    milliseconds.push(...measured.milliseconds);
  }
  await requireRows("slipway with streams", firstJobId - 1);
  streams.close();
  await slipway.stop();
}

/** The same table for everybody, and nobody pays for what another wrote. */
async function empty(): Promise<void> {
  await owner.query(`truncate "Delivery"`);
  await owner.query("checkpoint");
}

/** An acknowledged webhook is a row, and a row was acknowledged. */
async function requireRows(name: string, accepted: number): Promise<void> {
  const { rows } = await owner.query<{ count: string }>(`select count(*) from "Delivery"`);
  if (Number(rows[0]?.count) !== accepted) throw new Error(`${name} acknowledged ${accepted} and stored ${rows[0]?.count}`);
}

function throughputFigures(): Figure[] {
  const own = perSecond.slipway ?? [];
  const ratioTo = (name: string) => own.map((value, round) => value / (perSecond[name]?.[round] ?? Number.NaN));
  return [
    ...Object.entries(perSecond).map(([name, values]) => ({ figure: `${name}, webhooks a second`, values, isControl: true })),
    { figure: "against bare node and pg", values: ratioTo("bare node"), atLeast: 0.85 },
    { figure: "against Probot and pg", values: ratioTo("Probot"), atLeast: 1.2 },
    { figure: "against PostgreSQL alone", values: ratioTo("PostgreSQL alone"), atLeast: 0.4 },
  ];
}

function waitingFigures(): Figure[] {
  if (milliseconds.length === 0) return [];
  return [
    { figure: "acknowledged at 200/s beside 1000 streams, p99 ms", values: [p99(milliseconds)], atMost: 100 },
    { figure: "the same, slowest ms", values: [Math.max(...milliseconds)], isControl: true },
  ];
}

/** What a round measured, at once: the figures come at the end. */
function tell(line: string): void {
  if (!process.argv.includes("--json")) console.error(line);
}

import { createServer } from "node:http";
import { closeDatabase, database } from "@/lib/db/client";
import { applyDelivery } from "@/lib/releases/server/apply-delivery";
import { passTime, untilNextSweep } from "@/lib/releases/server/pass-time";
import { runDueSweep } from "@/lib/releases/server/sweeps";
import { startTestWorld, type TestWorld } from "@/lib/releases/server/test-world";
import { countRequests, type RequestCounts } from "./budget/count-requests";
import { printFigures } from "./figures";

/**
 * What Slipway asks of GitHub, hour by hour of virtual time, counted at the connection to local-github: repositories at
 * rest, and releases with a push every twenty minutes and runs that never pause. A day of four repositories; `--short`
 * takes two hours of it, `--crowd` one hour of 105 repositories.
 */
const isCrowd = process.argv.includes("--crowd");
const HOURS = isCrowd ? 1 : process.argv.includes("--short") ? 2 : 24;
const IDLE = isCrowd ? 100 : 3;
const ACTIVE = isCrowd ? 5 : 1;

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
/** local-github's runs move on in such steps. */
const STEP = 15 * SECOND;
const PUSH_EVERY = 20 * 60 * SECOND;
const LIMIT = 5_000;
/** Steps of two minutes: a run lasts until the next push. */
const STEP_SECONDS = 120;
const WORKFLOW = `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
${"      - run: make\n".repeat(PUSH_EVERY / SECOND / STEP_SECONDS)}  lint:
    runs-on: ubuntu-latest
    steps:
      - run: make lint
`;

const files = (text: string) => ({ "CHANGELOG.md": `# Changes\n\n## 1.2.0\n\n* ${text} (#1)\n`, ".github/workflows/ci.yml": WORKFLOW });
type Boat = Awaited<ReturnType<TestWorld["addRepository"]>>;

async function main(): Promise<void> {
  const world = await startTestWorld();
  const { store, actions, limits, webhooks } = world.github.world;
  store.state.clock = { base: Date.now(), advanced: 0 };
  actions.rules.push({ seconds: STEP_SECONDS });
  const idle: Boat[] = [];
  const active: Boat[] = [];
  for (let index = 0; index < IDLE + ACTIVE; index++) {
    const boat = await world.addRepository(`boat-${index}`, "release/1.2.0", index < IDLE ? { VERSION: "1.2.0\n" } : files("Add a mast"));
    (index < IDLE ? idle : active).push(boat);
    // Two seconds for each, as a person would take; all at once would be more than GitHub takes in a minute.
    await passTime(world.github.world, 2 * SECOND);
  }
  const receiver = await receiveWebhooks();
  if (store.state.app) store.state.app.webhookUrl = receiver.url;
  const counts = countRequests(await database().repository.findMany({ select: { name: true, nodeId: true } }));

  let sincePush = PUSH_EVERY;
  let workedUntil = Date.now();
  let secondaryBefore = limits.asked.secondaryRefusals;
  for (let hour = -1; hour < HOURS; hour++) {
    // The first hour reads everything for the first time.
    counts.beginHour();
    if (hour === 0) secondaryBefore = limits.asked.secondaryRefusals;
    for (let left = HOUR; left > 0; ) {
      if (sincePush >= PUSH_EVERY) {
        for (const { record } of active) await world.push(record, "release/1.2.0", files(`Add a mast at ${store.now()}`), "harbour");
        sincePush = 0;
      }
      const step = Math.min(left, STEP, Math.max(1, await untilNextSweep()));
      await passTime(world.github.world, step);
      await actions.tick();
      await webhooks.settled();
      await receiver.settled();
      while (await runDueSweep());
      // What all of this took has passed as well, and only GitHub's clock has not seen it.
      const worked = Date.now() - workedUntil;
      workedUntil += worked;
      if (store.state.clock) store.state.clock.advanced += worked;
      left -= step + worked;
      sincePush += step + worked;
    }
    console.error(`virtual hour ${hour + 1} of ${HOURS}: ${counts.total()} requests`);
  }
  report(counts, idle, active, limits.asked.secondaryRefusals - secondaryBefore);
  receiver.close();
  await world.stop();
  await closeDatabase();
}

function report(counts: RequestCounts, idle: Boat[], active: Boat[], secondary: number): void {
  const hoursOf = (boats: Boat[]) => boats.flatMap(({ record }) => counts.hoursOf(record.name).slice(1));
  const atRest = hoursOf(idle);
  const busy = hoursOf(active);
  const share = ({ requests, counted }: { requests: number; counted: number }) => (100 * counted) / Math.max(1, requests);
  const hours = Array.from({ length: HOURS }, (_, index) => {
    const counted = (boats: Boat[]) => boats.reduce((sum, { record }) => sum + (counts.hoursOf(record.name)[index + 1]?.counted ?? 0), 0);
    return (100 * ((counted(idle) * 100) / IDLE + (counted(active) * 5) / ACTIVE)) / LIMIT;
  });
  printFigures("budget", [
    { figure: "requests an hour, at rest", values: atRest.map(({ requests }) => requests), atMost: 48 },
    { figure: "% not answered 304, at rest", values: atRest.map(share), atMost: 5 },
    { figure: "counted an hour, at rest", values: atRest.map(({ counted }) => counted), atMost: 4 },
    { figure: "requests an hour, active release", values: busy.map(({ requests }) => requests), atMost: 300 },
    { figure: "% not answered 304, active release", values: busy.map(share), atMost: 40 },
    { figure: `% of 5,000 an hour, 100 at rest and 5 active${isCrowd ? "" : " (scaled)"}`, values: hours, atMost: 30 },
    { figure: `secondary limits hit in ${HOURS} h`, values: [secondary], atMost: 0 },
  ]);
}

/** Takes webhooks as Slipway does, without storing them first. */
async function receiveWebhooks() {
  let queue = Promise.resolve();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const delivery = {
      guid: String(request.headers["x-github-delivery"]),
      event: String(request.headers["x-github-event"]),
      payload: JSON.parse(Buffer.concat(chunks).toString()) as unknown,
    };
    queue = queue.then(async () => {
      await applyDelivery(delivery);
    });
    response.writeHead(202).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/hooks`,
    settled: () => queue,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

await main();

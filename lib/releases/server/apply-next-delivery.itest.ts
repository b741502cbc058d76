import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "@/lib/db/client";
import { applyNextDelivery } from "./apply-next-delivery";
import { startTestWorld, type TestWorld } from "./test-world";

let world: TestWorld;
let repository: { id: string; githubId: bigint; installationId: bigint };

beforeAll(async () => {
  world = await startTestWorld();
  const { id } = await world.addRepository("boat", "release/1.2.0", { VERSION: "1.2.0\n" });
  repository = await database().repository.findUniqueOrThrow({ where: { id } });
});

afterAll(() => world.stop());

/** A webhook as it is stored when it comes. */
async function store(payload: object): Promise<string> {
  const guid = randomUUID();
  const from = { repository: { id: Number(repository.githubId) }, installation: { id: Number(repository.installationId) } };
  await database().delivery.create({ data: { guid, event: "workflow_job", payload: { ...from, ...payload } } });
  return guid;
}

const find = (guid: string) => database().delivery.findUniqueOrThrow({ where: { guid } });

/** As often as this: each time the wait of every delivery is over. */
async function tryTimes(times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await database().delivery.updateMany({ where: { outcome: null, processedAt: { not: null } }, data: { processedAt: new Date(0) } });
    await database().$executeRaw`update "GithubState" set "failingSince" = "failingSince" - interval '10 seconds'`;
    while (await applyNextDelivery());
  }
}

test("T16 a delivery that needs GitHub stays in the queue for as long as GitHub is away, and is taken in afterwards", async () => {
  // The run behind this job is not known: GitHub must be asked about it.
  const job = { id: 77, run_id: 999_999, run_attempt: 1, name: "build", status: "queued", conclusion: null, steps: [] };
  world.github.world.outage.begin("errors");
  const guid = await store({ workflow_job: { ...job, html_url: "", started_at: "2026-01-01T00:00:00Z" } });
  await tryTimes(8);
  expect(await find(guid)).toMatchObject({ outcome: null, attempts: 0 });
  world.github.world.outage.begin("none");
  await database().$executeRaw`update "GithubState" set "probeAt" = now()`;
  await tryTimes(1);
  expect((await find(guid)).outcome).toBe("ignored: GitHub knows run 999999 no more");
});

test("a delivery that cannot be understood is tried five times and left on record with the reason", async () => {
  const guid = await store({ workflow_job: "not a job" });
  await tryTimes(4);
  expect(await find(guid)).toMatchObject({ outcome: null, attempts: 4 });
  await tryTimes(3);
  const { outcome, attempts } = await find(guid);
  expect(attempts).toBe(5);
  expect(outcome).toMatch(/^failed: /);
});

test("a delivery whose worker died at the last attempt is left on record too", async () => {
  const guid = await store({ workflow_job: "not a job" });
  await database().delivery.update({ where: { guid }, data: { attempts: 5, processedAt: new Date(0) } });
  await tryTimes(1);
  expect(await find(guid)).toMatchObject({ outcome: "failed: it was tried 5 times, and the last one ended without a word", attempts: 5 });
});

test("the next delivery is found among 20,000 that were taken in, without reading them", async () => {
  await database().$executeRaw`
    insert into "Delivery" (guid, event, payload, "processedAt", outcome, attempts)
    select 'old-' || n, 'push', '{}', now(), 'applied: nothing', 1 from generate_series(1, 20000) n`;

  const plan = await database().$queryRawUnsafe<Record<string, string>[]>(`explain select guid from "Delivery"
    where "outcome" is null and ("processedAt" is null or "processedAt" < now()) order by "receivedAt" limit 1 for update skip locked`);
  expect(JSON.stringify(plan)).toContain("Delivery_open_idx");
});

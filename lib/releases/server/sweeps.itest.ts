import { renameSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { database, pool, withClient } from "@/lib/db/client";
import type { Resource } from "../sweep-rates";
import { mirrorJob, mirrorRun } from "./mirror-runs";
import { passTime, untilNextSweep } from "./pass-time";
import { hastenSweeps, runDueSweep, wakeSweep } from "./sweeps";
import { startTestWorld, type TestWorld } from "./test-world";

let world: TestWorld;
let boat: Awaited<ReturnType<TestWorld["addRepository"]>>;

beforeAll(async () => {
  world = await startTestWorld();
  boat = await world.addRepository("boat", "release/1.2.0", { "CHANGELOG.md": "# Changes\n\n## 1.2.0\n\n* Add a mast (#1)\n" });
});

afterAll(() => world.stop());

/** Runs one sweep now, and nothing else. */
async function sweepOnly(resource: Resource): Promise<void> {
  await database().sweep.updateMany({ data: { nextAt: new Date(Date.now() + 3_600_000) } });
  await wakeSweep(boat.id, resource);
  await runDueSweep();
}

const sweepJobs = () => sweepOnly("jobs");

/** What was once seen of a run. */
const seenRun = (id: bigint, at = new Date()) => ({
  id,
  workflowId: 1n,
  workflowName: "CI",
  number: 1,
  attempt: 1,
  event: "push",
  branch: null,
  headSha: "1".repeat(40),
  title: "CI",
  actor: "ghost",
  status: "completed",
  conclusion: "success",
  url: "https://github.example/run",
  createdAt: at,
  startedAt: at,
  updatedAt: at,
});

/** A run that GitHub does not hold, with what was once seen of it. */
async function addRun(id: bigint): Promise<void> {
  const at = new Date();
  await database().workflowRun.create({ data: { ...seenRun(id, at), repositoryId: boat.id, checkedAt: at } });
  const seen = {
    repositoryId: boat.id,
    subject: "run",
    subjectId: id,
    attempt: 1,
    status: "completed",
    conclusion: "success",
    stateAt: at,
  };
  await database().observation.create({ data: { ...seen, source: "sweep" } });
}

test("a run that was deleted on GitHub is taken out once, and what was seen of it stays", async () => {
  await addRun(4_242n);
  await sweepJobs();
  expect(await database().workflowRun.count({ where: { id: 4_242n } })).toBe(0);
  expect(await database().observation.count({ where: { subjectId: 4_242n } })).toBe(1);
});

test("a run is kept while its repository is not to be seen: nothing was deleted then", async () => {
  await addRun(4_243n);
  boat.record.name = "hidden";
  await sweepJobs();
  boat.record.name = "boat";
  expect(await database().workflowRun.count({ where: { id: 4_243n } })).toBe(1);
  await sweepJobs();
  expect(await database().workflowRun.count({ where: { id: 4_243n } })).toBe(0);
});

/** Carries out what is due, and what that makes due. */
async function sweepAll(): Promise<void> {
  while (await runDueSweep());
}

/** Lets so much time pass, with every sweep at its time. */
async function live(milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; ) {
    const step = Math.min(left, Math.max(1, await untilNextSweep()));
    await passTime(world.github.world, step);
    await sweepAll();
    left -= step;
  }
}

const asked = () => ({ ...world.github.world.limits.asked });
const WORKFLOW = "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n";

test("while nothing happens a repository takes 48 requests an hour, and GitHub counts none of them", async () => {
  await database().sweep.updateMany({ data: { nextAt: new Date(0) } });
  await sweepAll();
  const before = asked();
  await live(3_600_000);
  const after = asked();
  expect(after.requests - before.requests).toBeLessThanOrEqual(48);
  expect(after.requests - before.requests).toBeGreaterThan(40);
  expect(after.unchanged - before.unchanged).toBe(after.requests - before.requests);
});

test("T20 what no webhook told of is there within five minutes while nothing runs, and within 30 s while something does", async () => {
  await live(30_000);
  await world.push(
    boat.record,
    "release/1.2.0",
    { "CHANGELOG.md": "## 1.2.0\n\n* Add a mast, taller (#1)\n", ".github/workflows/ci.yml": WORKFLOW },
    "harbour",
  );
  const { store, actions } = world.github.world;
  const run = store.state.runs.find(({ repositoryId }) => repositoryId === boat.record.id);
  if (!run) throw new Error("the push started a run");
  await live(300_000);
  expect(await database().candidate.count({ where: { sha: run.sha } })).toBe(1);
  expect((await database().workflowRun.findUniqueOrThrow({ where: { id: BigInt(run.id) } })).status).not.toBe("completed");
  store.state.clock = { base: Date.now(), advanced: 0 };
  store.state.clock.advanced += 3_600_000;
  await actions.tick();
  expect(run.status).toBe("completed");
  await live(30_000);
  expect((await database().workflowRun.findUniqueOrThrow({ where: { id: BigInt(run.id) } })).conclusion).toBe(run.conclusion);
});

test("what stands at a commit is asked once, however often the repository is read", async () => {
  const files = () => database().requestUse.aggregate({ where: { kind: "files and commits" }, _sum: { requests: true } });
  await wakeSweep(boat.id, "repository");
  await sweepAll();
  const before = await files();
  for (let round = 0; round < 3; round++) {
    await wakeSweep(boat.id, "repository");
    await sweepAll();
  }
  expect(await files()).toEqual(before);
});

test("a repository that was renamed without a word is found by its id", async () => {
  const rename = (name: string) => {
    const { store } = world.github.world;
    const before = store.gitFolder(boat.record);
    boat.record.name = name;
    renameSync(before, store.gitFolder(boat.record));
  };
  rename("ship");
  await live(300_000);
  expect(await database().repository.findUniqueOrThrow({ where: { id: boat.id } })).toMatchObject({ name: "ship", syncProblem: null });
  rename("boat");
  await live(300_000);
});

test("background work waits until a limit is over, without a request and without a problem on the page", async () => {
  world.github.world.limits.set({ secondary: { times: 1, retryAfter: 90 } });
  await wakeSweep(boat.id, "repository");
  await sweepAll();
  const before = asked();
  await live(85_000);
  expect(asked().requests).toBe(before.requests);
  expect(await database().repository.findUniqueOrThrow({ where: { id: boat.id } })).toMatchObject({ syncProblem: null });
  await live(10_000);
  expect(asked().requests).toBeGreaterThan(before.requests);
});

test("a lost connection fails the work that was lent it, and neither the process nor the next work", async () => {
  const lent = withClient(async (client) => {
    const lost = new Promise((resolve) => client.once("error", resolve));
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    await database().$queryRaw`select pg_terminate_backend(${rows[0]?.pid}::int)`;
    await lost;
    await client.query("select 1");
  });
  await expect(lent).rejects.toThrow();
  expect(await withClient(async (client) => (await client.query("select 1 as one")).rows)).toEqual([{ one: 1 }]);
  expect(pool().waitingCount).toBe(0);
});

test("a repository that another worker is reading is left for two seconds, and nobody waits for it", async () => {
  await database().sweep.updateMany({ data: { nextAt: new Date(Date.now() + 3_600_000) } });
  await withClient(async (client) => {
    await client.query("select pg_advisory_lock(hashtext($1))", [`sync:${boat.id}`]);
    await wakeSweep(boat.id, "repository");
    expect(await runDueSweep()).toBe(true);
    expect(await runDueSweep()).toBe(false);
    await client.query("select pg_advisory_unlock(hashtext($1))", [`sync:${boat.id}`]);
  });
  const wait = await untilNextSweep();
  expect(wait).toBeGreaterThan(1_000);
  expect(wait).toBeLessThan(6_000);
});

/** The run of boat that GitHub holds. */
function githubRun() {
  const run = world.github.world.store.state.runs.find(({ repositoryId }) => repositoryId === boat.record.id);
  if (!run) throw new Error("the push started a run");
  return { run, id: BigInt(run.id) };
}

test("the jobs of a run that has ended are read whole, once for each attempt, also where there are none", async () => {
  const { run, id } = githubRun();
  const jobs = () => database().workflowJob.count({ where: { runId: id } });
  const forget = async (updatedAt: Date) => {
    await database().workflowJob.deleteMany({ where: { runId: id } });
    await database().workflowRun.update({ where: { id }, data: { jobsReadOf: run.attempt - 1, updatedAt } });
  };
  await forget(new Date());
  await sweepJobs();
  expect(await jobs()).toBe(run.jobs.length);
  expect(await database().workflowRun.findUniqueOrThrow({ where: { id } })).toMatchObject({ jobsReadOf: run.attempt });
  const held = run.jobs;
  run.jobs = [];
  await forget(new Date());
  await sweepJobs();
  expect(await database().workflowRun.findUniqueOrThrow({ where: { id } })).toMatchObject({ jobsReadOf: run.attempt - 1 });
  await forget(new Date(Date.now() - 3_600_000));
  await sweepJobs();
  expect(await database().workflowRun.findUniqueOrThrow({ where: { id } })).toMatchObject({ jobsReadOf: run.attempt });
  const before = asked();
  await sweepJobs();
  expect(asked().requests).toBe(before.requests);
  run.jobs = held;
});

test("a run that newer ones pushed off the page is asked for by itself, and not called fresh by a page it is not on", async () => {
  const { run, id } = githubRun();
  await sweepOnly("runs");
  const old = new Date(Date.now() - 600_000);
  const later = new Date(Date.now() + 10 * 86_400_000);
  const others = Array.from({ length: 50 }, (_, at) => ({ ...seenRun(BigInt(900_000_000 + at)), createdAt: later }));
  await database().workflowRun.createMany({
    data: others.map((other) => ({ ...other, repositoryId: boat.id, checkedAt: old, jobsReadOf: 1 })),
  });
  const waiting = { status: "waiting", conclusion: null };
  await database().workflowRun.update({
    where: { id },
    data: { ...waiting, updatedAt: new Date(), checkedAt: new Date(Date.now() - 60_000) },
  });
  const { checkedAt } = await database().workflowRun.findUniqueOrThrow({ where: { id } });
  await sweepOnly("runs");
  expect(await database().workflowRun.findUniqueOrThrow({ where: { id } })).toMatchObject({ ...waiting, checkedAt });
  await database().workflowRun.update({ where: { id }, data: { checkedAt: old } });
  await sweepOnly("runs");
  expect(await database().workflowRun.findUniqueOrThrow({ where: { id } })).toMatchObject({ conclusion: run.conclusion });
  await database().workflowRun.deleteMany({ where: { id: { gte: 900_000_000n } } });
});

test("an answer that was asked for before a webhook came takes neither a run nor a job back", async () => {
  const at = new Date();
  const before = new Date(at.getTime() - 1_000);
  const after = new Date(at.getTime() + 1_000);
  const run = { ...seenRun(910_000_000n, at), status: "in_progress", conclusion: null };
  const { id, attempt, url, startedAt } = run;
  const job = { id: 910_000_001n, runId: id, attempt, name: "build", url, status: "in_progress", conclusion: null };
  const timed = { ...job, startedAt, completedAt: null, steps: [] };
  const outcomes = await database().$transaction(async (tx) => [
    await mirrorRun(tx, boat.id, run, "delivery:1", at),
    await mirrorRun(tx, boat.id, { ...run, status: "queued" }, "sweep", before),
    await mirrorRun(tx, boat.id, { ...run, status: "queued" }, "sweep", after),
    await mirrorJob(tx, boat.id, timed, "delivery:2", at),
    await mirrorJob(tx, boat.id, { ...timed, status: "queued" }, "sweep", before),
    await mirrorJob(tx, boat.id, { ...timed, status: "queued" }, "sweep", after),
  ]);
  expect(outcomes).toEqual(["changed", "doubtful", "changed", "changed", "doubtful", "changed"]);
  await database().workflowRun.delete({ where: { id } });
});

test("what fails is asked for later and later, until it is well again", async () => {
  const failures = async () =>
    (await database().sweep.findUniqueOrThrow({ where: { repositoryId_resource: { repositoryId: boat.id, resource: "runs" } } })).failures;
  boat.record.name = "hidden";
  for (const [count, minutes] of [1, 2, 4].entries()) {
    await expect(sweepOnly("runs")).rejects.toThrow();
    expect(await failures()).toBe(count + 1);
    expect(Math.round((await untilNextSweep()) / 60_000)).toBe(minutes);
  }
  boat.record.name = "boat";
  await sweepOnly("runs");
  expect(await failures()).toBe(0);
});

test("news of runs makes jobs due at once while the allowance lasts, and later when it is used up", async () => {
  const where = { repositoryId_resource: { repositoryId: boat.id, resource: "jobs" } };
  const waitAfter = async (spent: number) => {
    const data = { spent, checkedAt: new Date(), nextAt: new Date(Date.now() + 3_600_000) };
    await database().sweep.update({ where, data });
    await hastenSweeps(boat.id);
    return (await database().sweep.findUniqueOrThrow({ where })).nextAt.getTime() - Date.now();
  };
  expect(await waitAfter(0)).toBeLessThan(5_000);
  expect(await waitAfter(60)).toBeGreaterThan(30_000);
});

test("a name that changed hands belongs to the repository that GitHub has under it", async () => {
  const { syncRepository } = await import("./sync-repository");
  const { installationId } = await database().repository.findUniqueOrThrow({ where: { id: boat.id } });
  const stale = { nodeId: "gone", owner: "harbour", isPrivate: false, defaultBranch: "main", installationId };
  await database().repository.create({ data: { ...stale, githubId: 990_001, name: "cutter" } });
  await database().repository.create({ data: { ...stale, githubId: 990_002, name: "dinghy", syncProblem: "It is not there." } });
  const { store } = world.github.world;
  const before = store.gitFolder(boat.record);
  boat.record.name = "cutter";
  renameSync(before, store.gitFolder(boat.record));
  await syncRepository(boat.id);
  const dinghy = await world.addRepository("dinghy", "release/1.0.0", { VERSION: "1.0.0\n" });
  const rows = await database().repository.findMany({ orderBy: { name: "asc" }, select: { id: true, name: true, syncProblem: true } });
  const gone = (name: string) => `Another repository is called harbour/${name} on GitHub now. This one was renamed or deleted there.`;
  expect(rows).toMatchObject([
    { id: boat.id, name: "cutter", syncProblem: null },
    { name: "cutter~990001", syncProblem: gone("cutter") },
    { id: dinghy.id, name: "dinghy", syncProblem: null },
    { name: "dinghy~990002", syncProblem: gone("dinghy") },
  ]);
  // The name is taken while nobody looks: none of the other one's runs become boat's, and boat is looked for by its id.
  boat.record.name = "skiff";
  dinghy.record.name = "cutter";
  const countRuns = () => database().workflowRun.count({ where: { repositoryId: boat.id } });
  const known = await countRuns();
  store.state.runs.push({ ...githubRun().run, id: store.nextId(), repositoryId: dinghy.record.id });
  await sweepOnly("runs");
  expect(await countRuns()).toBe(known);
  const due = { repositoryId_resource: { repositoryId: boat.id, resource: "repository" } };
  expect((await database().sweep.findUniqueOrThrow({ where: due })).nextAt.getTime()).toBeLessThanOrEqual(Date.now());
});

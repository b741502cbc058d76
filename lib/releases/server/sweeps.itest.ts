import { renameSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "@/lib/db/client";
import { passTime, untilNextSweep } from "./pass-time";
import { runDueSweep, wakeSweep } from "./sweeps";
import { startTestWorld, type TestWorld } from "./test-world";

let world: TestWorld;
let boat: Awaited<ReturnType<TestWorld["addRepository"]>>;

beforeAll(async () => {
  world = await startTestWorld();
  boat = await world.addRepository("boat", "release/1.2.0", { "CHANGELOG.md": "# Changes\n\n## 1.2.0\n\n* Add a mast (#1)\n" });
});

afterAll(() => world.stop());

/** Runs the jobs sweep now, and nothing else. */
async function sweepJobs(): Promise<void> {
  await database().sweep.updateMany({ data: { nextAt: new Date(Date.now() + 3_600_000) } });
  await wakeSweep(boat.id, "jobs");
  await runDueSweep();
}

/** A run that GitHub does not hold, with what was once seen of it. */
async function addRun(id: bigint): Promise<void> {
  const at = new Date();
  const facts = {
    workflowId: 1n,
    workflowName: "CI",
    number: 1,
    attempt: 1,
    event: "push",
    headSha: "1".repeat(40),
    title: "CI",
    actor: "ghost",
  };
  const state = {
    status: "completed",
    conclusion: "success",
    url: "https://github.example/run",
    createdAt: at,
    startedAt: at,
    updatedAt: at,
  };
  await database().workflowRun.create({ data: { id, repositoryId: boat.id, ...facts, ...state, checkedAt: at } });
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
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "@/lib/db/client";
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

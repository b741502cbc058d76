import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "@/lib/db/client";
import { installReportingApp } from "@/local-github/control-checks";
import type { ReportingApp } from "@/local-github/state";
import { applyDelivery } from "./apply-delivery";
import { listChecks } from "./list-checks";
import { makeDeliveryRepair } from "./repair-deliveries";
import { startTestWorld, type TestWorld } from "./test-world";

const WORKFLOW = `on: push
jobs:
  build:
    runs-on: ubuntu-latest
    steps: [{ run: make }]
  test:
    needs: build
    runs-on: ubuntu-latest
    steps: [{ run: make test }]
`;
const PUSHES = 40;
const CHECKS = 40;
const SEEDS = process.env.SLIPWAY_LONG ? 10 : 1;

let world: TestWorld;
let boat: Awaited<ReturnType<TestWorld["addRepository"]>>;
let coverage: ReportingApp;
let receiver: Server;
/** The GUID of everything that came in, in its order. */
const arrived: string[] = [];

beforeAll(async () => {
  world = await startTestWorld();
  const { receiveDelivery } = await import("@/lib/github/receive-delivery");
  receiver = createServer((request, response) => {
    arrived.push(String(request.headers["x-github-delivery"]));
    void receiveDelivery(request, response);
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  boat = await world.addRepository("boat", "release/1.2.0", { "CHANGELOG.md": "# Changes\n\n## 1.2.0\n\n* Add a mast (#1)\n" });
  const { store } = world.github.world;
  store.state.clock = { base: Date.now(), advanced: 0 };
  installReportingApp(world.github.world, { slug: "coverage", name: "Coverage", account: "harbour" });
  coverage = store.state.reportingApps[0] as ReportingApp;
  world.github.world.actions.rules.push({ job: "test", attempt: 1, conclusion: "failure" });
  if (store.state.app) store.state.app.webhookUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`; // it listens on TCP
});

afterAll(async () => {
  receiver.close();
  await world.stop();
});

/** Takes in what is stored, oldest first, as two workers side by side would. */
async function applyStored(): Promise<void> {
  const open = await database().delivery.findMany({ where: { outcome: null }, orderBy: { receivedAt: "asc" } });
  const worker = async () => {
    for (let next = open.shift(); next; next = open.shift()) {
      const outcome = await applyDelivery(next);
      await database().delivery.update({ where: { guid: next.guid }, data: { outcome }, select: { guid: true } });
    }
  };
  await Promise.all([worker(), worker()]);
}

/** What could not be handed over is sent again, as the background has it done once a minute. */
async function repair(startedAt: Date): Promise<number> {
  const { store, webhooks } = world.github.world;
  const count = await makeDeliveryRepair(startedAt)(new Date(store.now() + 60_000));
  await webhooks.settled();
  return count;
}

async function letPass(seconds: number): Promise<void> {
  const { store, actions } = world.github.world;
  if (store.state.clock) store.state.clock.advanced += seconds * 1000;
  await actions.tick();
}

/** Pushes whose tests fail at first, some of them run again, and checks that are asked for again, begun again and judged anew. */
async function work(seed: number, between: () => Promise<void>): Promise<string> {
  const { actions, checks } = world.github.world;
  let sha = "";
  for (let push = 0; push < PUSHES; push++) {
    sha = await world.push(
      boat.record,
      "release/1.2.0",
      { "work.txt": `${seed} ${push}\n`, ".github/workflows/ci.yml": WORKFLOW },
      "harbour",
    );
    await letPass(push % 3);
    if (push % 5 !== 4) continue;
    await letPass(60);
    await between();
  }
  await letPass(120);
  const { syncRepository } = await import("./sync-repository");
  await syncRepository(boat.id);
  for (const run of world.github.world.store.state.runs.filter((_, index) => index % 4 === 0)) {
    await actions.rerunFailed(run);
    await letPass(run.number % 4);
  }
  await between();
  await letPass(120);
  await between();
  for (let index = 0; index < CHECKS; index++) {
    const run = await checks.create(boat.record, coverage, sha, { name: `part ${index}` });
    await checks.update(boat.record, run, { conclusion: index % 2 ? "success" : "failure" });
    if (index % 4 === 0) await checks.create(boat.record, coverage, sha, { name: `part ${index}`, conclusion: "success" });
    if (index % 4 === 1) await checks.update(boat.record, run, { status: "in_progress" });
    if (index % 4 === 1) await checks.update(boat.record, run, { conclusion: "failure" });
    for (const state of ["pending", index % 3 ? "success" : "error"])
      await checks.setStatus(boat.record, { sha, state, context: `ci/${index}`, description: null, targetUrl: null, creator: "ghost" });
  }
  return sha;
}

const RANKS: Record<string, number> = { queued: 0, waiting: 1, in_progress: 2, completed: 3 };

/** How many of the true states are not what `held` says. */
const countWrong = (truth: Map<string, string>, held: Map<string, string>) =>
  [...truth].filter(([name, state]) => held.get(name) !== state).length;

/** What GitHub holds: runs, jobs and checks with their states. */
function truthOf(sha: string): Map<string, string> {
  const { store, checks } = world.github.world;
  const truth = new Map<string, string>();
  for (const run of store.state.runs) {
    truth.set(`run ${run.id}`, `${run.attempt} ${run.conclusion}`);
    for (const { jobs } of [...run.earlierAttempts, run])
      for (const job of jobs.filter(({ createdAt }) => createdAt !== "")) truth.set(`job ${job.id}`, `${job.conclusion}`);
  }
  for (const run of checks.latest(store.state.checkRuns.filter((candidate) => candidate.sha === sha)))
    truth.set(`check-run ${run.name}`, `${run.conclusion}`);
  for (const status of store.state.statuses.filter((candidate) => candidate.sha === sha))
    truth.set(`status ${status.context}`, `${status.state === "pending" ? null : status.state}`);
  return truth;
}

/** What Slipway holds of the same. */
async function heldHere(sha: string): Promise<Map<string, string>> {
  const [runs, jobs, checks] = await Promise.all([
    database().workflowRun.findMany(),
    database().workflowJob.findMany(),
    listChecks(boat.id, [sha]),
  ]);
  return new Map([
    ...runs.map(({ id, attempt, conclusion }) => [`run ${id}`, `${attempt} ${conclusion}`] as const),
    ...jobs.map(({ id, conclusion }) => [`job ${id}`, `${conclusion}`] as const),
    ...checks.map(({ source, name, conclusion }) => [`${source} ${name}`, `${conclusion}`] as const),
  ]);
}

/** What whoever takes the last word for true would hold. */
async function lastWords(): Promise<Map<string, string>> {
  const stored = new Map((await database().delivery.findMany()).map((delivery) => [delivery.guid, delivery]));
  const held = new Map<string, string>();
  for (const guid of arrived) {
    const payload = (stored.get(guid)?.payload ?? {}) as Record<string, Record<string, unknown>> & { context?: string; state?: string };
    const { workflow_run: run, workflow_job: job, check_run: check } = payload;
    if (run) held.set(`run ${run.id}`, `${run.run_attempt} ${run.conclusion}`);
    if (job) held.set(`job ${job.id}`, `${job.conclusion}`);
    if (check) held.set(`check-run ${check.name}`, `${check.conclusion}`);
    if (payload.context) held.set(`status ${payload.context}`, `${payload.state === "pending" ? null : payload.state}`);
  }
  return held;
}

for (let seed = 1; seed <= SEEDS; seed++)
  test(`T1 webhooks that are lost, doubled, late and out of order leave every run, job and check as GitHub has it (seed ${seed})`, async () => {
    const { webhooks, store } = world.github.world;
    const startedAt = new Date();
    Object.assign(store.state, { runs: [], checkRuns: [], checkSuites: [], statuses: [] });
    await database().workflowRun.deleteMany();
    await database().check.deleteMany();
    await database().delivery.deleteMany();
    arrived.length = 0;
    webhooks.route.set({ drop: 0.05, duplicate: 0.2, delay: 200, reorder: 30, seed });
    let sentAgain = 0;
    const sha = await work(seed, async () => {
      await webhooks.settled();
      await applyStored();
      sentAgain += await repair(startedAt);
    });
    await webhooks.settled();
    await applyStored();
    webhooks.route.set({});
    sentAgain += await repair(startedAt);
    await applyStored();

    const truth = truthOf(sha);
    const stored = await database().delivery.count();
    expect(truth.size).toBeGreaterThan(PUSHES * 3 + PUSHES / 4 + CHECKS * 2 - 1);
    expect(stored).toBeGreaterThan(700);
    expect(arrived.length).toBeGreaterThan(stored * 1.1);
    expect(sentAgain).toBeGreaterThan(stored * 0.02);
    expect(countWrong(truth, await lastWords())).toBeGreaterThan(20);
    expect(countWrong(truth, await heldHere(sha))).toBe(0);
    // Nor did anything that had ended ever go back on the way.
    const seen = await database().observation.findMany({ where: { subject: { in: ["run", "job"] } }, orderBy: { id: "asc" } });
    const last = new Map<string, { attempt: number; rank: number }>();
    for (const { subject, subjectId, attempt, status } of seen) {
      const before = last.get(`${subject} ${subjectId}`);
      const rank = RANKS[status] ?? 1;
      if (before?.rank === 3 && before.attempt >= attempt) throw new Error(`${subject} ${subjectId} went back to ${status}`);
      last.set(`${subject} ${subjectId}`, { attempt, rank });
    }
  }, 240_000);

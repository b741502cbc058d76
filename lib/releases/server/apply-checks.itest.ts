import { randomUUID } from "node:crypto";
import examples from "@octokit/webhooks-examples" with { type: "json" };
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { database } from "@/lib/db/client";
import { installationOctokit } from "@/lib/github/octokit";
import type { Delivery, ReportingApp } from "@/local-github/state";
import { applyDelivery } from "./apply-delivery";
import { listChecks } from "./list-checks";
import { sweepChecks } from "./sweep-checks";
import { syncRepository } from "./sync-repository";
import { startTestWorld, type TestWorld } from "./test-world";

const WORKFLOW = "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n";
let world: TestWorld;
let boat: Awaited<ReturnType<TestWorld["addRepository"]>>;
let coverage: ReportingApp;
let sha: string;

beforeAll(async () => {
  world = await startTestWorld();
  const { installReportingApp } = await import("@/local-github/control-checks");
  const { store, webhooks } = world.github.world;
  installReportingApp(world.github.world, { slug: "coverage", name: "Coverage", account: "harbour" });
  coverage = store.state.reportingApps[0] as ReportingApp;
  // Workflows stand still, so that what is told is what a test does.
  store.state.clock = { base: Date.now(), advanced: 0 };
  // Recorded and never sent: the tests hand them over, in the order they like.
  webhooks.isMuted = true;
  if (store.state.app) store.state.app.webhookUrl = "http://127.0.0.1:9/";
  boat = await world.addRepository("boat", "release/1.2.0", {
    "CHANGELOG.md": "# Changes\n\n## 1.2.0\n\n* Add a mast (#1)\n",
    ".github/workflows/ci.yml": WORKFLOW,
  });
  sha = (await world.github.world.branchHead(boat.record, "release/1.2.0")) ?? "";
});

afterAll(() => world.stop());

beforeEach(async () => {
  told();
  const { state } = world.github.world.store;
  state.checkRuns = [];
  state.statuses = [];
  await database().check.deleteMany();
  await database().checkPage.deleteMany();
});

/** What GitHub has told since the last time. */
const told = (): Delivery[] => world.github.world.store.state.deliveries.splice(0);
const apply = ({ guid, event, payload }: Delivery) => applyDelivery({ guid, event, payload });
const report = (name: string, words: object = {}) => world.github.world.checks.create(boat.record, coverage, sha, { name, ...words });
const update = (run: Awaited<ReturnType<typeof report>>, words: object) => world.github.world.checks.update(boat.record, run, words);
const say = (context: string, state: string) =>
  world.github.world.checks.setStatus(boat.record, {
    sha,
    state,
    context,
    description: `it is ${state}`,
    targetUrl: null,
    creator: "ghost",
  });
const states = async () => Object.fromEntries((await listChecks(boat.id, [sha])).map(({ name, state }) => [name, state]));
const repository = () => database().repository.findUniqueOrThrow({ where: { id: boat.id } });
const sweep = async () => sweepChecks(await repository(), null);

/** How much of the limit of requests the installation has used. */
async function used(): Promise<number> {
  const { installationId } = await repository();
  return (await installationOctokit(Number(installationId)).rest.rateLimit.get()).data.rate.used;
}

test("what another App and a tool say of a candidate is kept as it comes, and every state of it is remembered", async () => {
  const run = await report("patch", { detailsUrl: "https://coverage.example/1" });
  await update(run, { conclusion: "failure", output: { title: "71 % of the patch", summary: "", text: null } });
  await say("ci/build", "pending");
  await say("ci/build", "error");
  for (const delivery of told().filter(({ event }) => event !== "check_suite")) expect(await apply(delivery)).toContain("applied: check");
  expect(await states()).toEqual({ patch: "failed", "ci/build": "crashed" });
  expect((await listChecks(boat.id, [sha])).find(({ name }) => name === "patch")).toMatchObject({
    source: "check-run",
    app: "coverage",
    sentence: "71 % of the patch",
    url: "https://coverage.example/1",
  });
  const seen = await database().observation.findMany({ where: { subject: { in: ["check-run", "status"] } }, orderBy: { id: "asc" } });
  expect(seen.map(({ subject, status, conclusion }) => [subject, status, conclusion])).toEqual([
    ["check-run", "queued", null],
    ["check-run", "completed", "failure"],
    ["status", "pending", null],
    ["status", "completed", "error"],
  ]);
});

test("what Octokit recorded of checks and statuses is taken for what it says", async () => {
  const { githubId } = await repository();
  const outcomes: string[] = [];
  for (const { name: event, examples: payloads } of examples) {
    if (event !== "check_run" && event !== "check_suite" && event !== "status") continue;
    for (const recorded of payloads) {
      // They come from other commits of other repositories; here they concern our candidate.
      const payload = structuredClone(recorded) as Record<string, unknown>;
      for (const subject of [payload, payload.check_run, payload.check_suite] as Record<string, unknown>[])
        for (const field of ["sha", "head_sha"]) if (subject?.[field]) subject[field] = sha;
      const outcome = await applyDelivery({
        guid: randomUUID(),
        event,
        payload: { ...payload, repository: { id: Number(githubId) }, installation: undefined },
      });
      outcomes.push(`${event} ${outcome.replace(sha.slice(0, 7), "…").replace(/\d+/g, "…")}`);
    }
  }
  expect(new Set(outcomes)).toEqual(
    new Set([
      "check_run applied: check … is queued",
      "check_run applied: check … is in_progress",
      "check_run applied: check … is completed",
      "check_run ignored: check … is a job, and told of as one",
      "check_run ignored: check … is further already",
      "check_run ignored: check … was asked for again, and is as it was",
      "check_suite applied: the checks of … are read again",
      "check_suite ignored: a workflow run tells of its suite",
      "status applied: check … is completed",
      "status ignored: check … is further already",
    ]),
  );
  expect(await states()).toEqual({ "API Review": "running", "Octocoders-linter": "passed", default: "passed", randscape: "skipped" });
});

test("a job is not a check a second time", async () => {
  await world.push(boat.record, "release/1.2.0", { "a.txt": "a\n" }, "harbour");
  const deliveries = told();
  expect(deliveries.map(({ event }) => event)).toContain("check_run");
  for (const delivery of deliveries.filter(({ event }) => event === "check_run")) expect(await apply(delivery)).toContain("is a job");
  await syncRepository(boat.id);
  sha = (await world.github.world.branchHead(boat.record, "release/1.2.0")) ?? "";
  await sweep();
  expect(await database().check.count()).toBe(0);
});

test("T1 news in any order ends as GitHub has it: a check that was asked for again, one begun again, one judged anew", async () => {
  const first = await report("patch");
  await update(first, { conclusion: "failure" });
  await report("patch", { conclusion: "success" });
  const again = await report("lint");
  await update(again, { conclusion: "success" });
  await update(again, { status: "in_progress" });
  await update(again, { conclusion: "failure" });
  await say("ci/build", "failure");
  await say("ci/build", "success");
  const deliveries = told();
  const truth = { patch: "passed", lint: "failed", "ci/build": "passed" };
  for (const order of [deliveries, [...deliveries].reverse(), [...deliveries, ...deliveries].sort((a, b) => (a.guid < b.guid ? -1 : 1))]) {
    await database().check.deleteMany();
    for (const delivery of order) await apply(delivery);
    expect(await states()).toEqual(truth);
  }
});

test("T20 what was never told is found by asking, and asking again costs nothing of the limit", async () => {
  for (let index = 0; index < 130; index++) await report(`part ${index}`, { conclusion: "success" });
  await say("ci/build", "pending");
  told();
  expect(await sweep()).toBe(true);
  expect(Object.keys(await states())).toHaveLength(131);
  const own = -(await used()) + (await used());
  const before = await used();
  await sweep();
  expect((await used()) - before).toBe(own);
  const run = world.github.world.store.state.checkRuns[0];
  if (run) await update(run, { conclusion: "failure" });
  told();
  await sweep();
  expect((await states())["part 0"]).toBe("failed");
});

test("T20 while a check runs it is asked for soon, in case nothing more is told", async () => {
  await report("patch");
  await database().sweep.updateMany({ data: { nextAt: new Date(Date.now() + 3_600_000) } });
  for (const delivery of told()) await apply(delivery);
  const due = await database().sweep.findUniqueOrThrow({ where: { repositoryId_resource: { repositoryId: boat.id, resource: "checks" } } });
  expect(due.nextAt.getTime()).toBeLessThan(Date.now() + 301_000);
});

test("late news that looks newer is not confirmed by an answer that has not changed", async () => {
  const run = await report("patch");
  await update(run, { conclusion: "success" });
  const late = told().find(({ event, action }) => event === "check_run" && action === "completed");
  await update(run, { status: "in_progress" });
  await sweep();
  expect(await states()).toEqual({ patch: "running" });
  // It says completed, which is further than in progress; only GitHub knows that it was begun again since.
  if (late) await apply(late);
  expect(await states()).toEqual({ patch: "passed" });
  await sweep();
  expect(await states()).toEqual({ patch: "running" });
});

test("an answer that was asked for before a webhook came takes nothing back", async () => {
  const { mirrorCheck } = await import("./mirror-checks");
  const { toCheckRun } = await import("@/lib/github/checks");
  const run = await report("patch");
  await sweep();
  const asked = { at: new Date(), check: toCheckRun(world.github.world.checks.shapes.checkRun(boat.record, run)) };
  await update(run, { conclusion: "success" });
  for (const delivery of told().filter(({ action }) => action === "completed")) await apply(delivery);
  const outcome = await database().$transaction((tx) => mirrorCheck(tx, boat.id, asked.check, "sweep", asked.at));
  expect([outcome, await states()]).toEqual(["doubtful", { patch: "passed" }]);
});

test("other commits are left alone, and read when they become candidates", async () => {
  const main = (await world.github.world.branchHead(boat.record, "main")) ?? "";
  await world.github.world.checks.create(boat.record, coverage, main, { name: "patch", conclusion: "success" });
  for (const delivery of told()) expect(await apply(delivery)).toContain("no candidate stands at");
  await world.github.world.moveRefs(boat.record, [{ ref: "refs/heads/release/1.3.0", after: main }], "harbour");
  await syncRepository(boat.id);
  const due = await database().sweep.findUniqueOrThrow({ where: { repositoryId_resource: { repositoryId: boat.id, resource: "checks" } } });
  expect(due.nextAt.getTime()).toBeLessThanOrEqual(Date.now());
  await sweep();
  expect((await listChecks(boat.id, [main])).map(({ state }) => state)).toEqual(["passed"]);
});

test("a suite that has ended has its commit read again", async () => {
  const run = await report("patch");
  await sweep();
  await update(run, { conclusion: "failure" });
  const suite = told().find(({ event }) => event === "check_suite");
  await database().sweep.updateMany({ data: { nextAt: new Date(Date.now() + 3_600_000) } });
  expect(suite && (await apply(suite))).toContain("are read again");
  const { runDueSweep } = await import("./sweeps");
  expect(await runDueSweep()).toBe(true);
  expect(await states()).toEqual({ patch: "failed" });
});

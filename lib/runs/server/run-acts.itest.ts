import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/db/client";
import { runDueSweep, wakeSweep } from "@/lib/releases/server/sweeps";
import { syncRepository } from "@/lib/releases/server/sync-repository";
import { startTestWorld, type TestWorld } from "@/lib/releases/server/test-world";
import { setEnvironments } from "@/local-github/actions/environments";
import type { Run } from "@/local-github/state";

let world: TestWorld;
let boat: Awaited<ReturnType<TestWorld["addRepository"]>>;
let manager: Actor;
let pilot: Actor;
let reader: Actor;

const CI = `name: CI
on: { push: { branches: ["release/**"] }, workflow_dispatch: }
jobs:
  build: { runs-on: ubuntu-latest, steps: [{ name: Build, run: make }] }
  docs: { runs-on: ubuntu-latest, steps: [{ name: Links, run: make links }] }
`;
const PUBLISH = `name: Publish
on: { workflow_dispatch: { inputs: { version: { required: true } } } }
jobs:
  wheel: { runs-on: ubuntu-latest, steps: [{ name: Wheel, run: make wheel }] }
  upload: { runs-on: ubuntu-latest, environment: harbour, steps: [{ name: Upload, run: make upload }] }
`;

beforeAll(async () => {
  world = await startTestWorld();
  const { store, actions } = world.github.world;
  store.state.clock = { base: Date.now(), advanced: 0 };
  actions.rules = [{ workflow: "ci.yml", job: "docs", step: "Links", conclusion: "failure", log: ["one link is dead"] }];
  manager = await world.addPerson("manager", "write");
  pilot = await world.addPerson("pilot", "read");
  reader = await world.addPerson("reader", "read");
  boat = await world.addRepository("boat", "release/1.2.0", {
    "CHANGELOG.md": "# Changes\n\n## 1.2.0\n\n* Add a mast (#1)\n",
    VERSION: "1.2.0\n",
    ".github/workflows/ci.yml": CI,
    ".github/workflows/publish.yml": PUBLISH,
  });
  setEnvironments(store, boat.record, { harbour: ["pilot"] });
  await letPass(300);
});

afterAll(() => world.stop());

/** Lets scripted time pass, and Slipway look. */
async function letPass(seconds: number): Promise<void> {
  const { store, actions } = world.github.world;
  if (store.state.clock) store.state.clock.advanced += seconds * 1000;
  await actions.tick();
  await database().sweep.updateMany({ data: { nextAt: new Date(Date.now() + 3_600_000) } });
  for (const resource of ["runs", "jobs"] as const) {
    await wakeSweep(boat.id, resource);
    await runDueSweep();
  }
}

const runsOf = (name: string): Run[] => {
  const { workflows, runs } = world.github.world.store.state;
  return runs.filter(({ workflowId }) => workflows.find(({ id }) => id === workflowId)?.name === name);
};
const newest = (name: string): Run => {
  const run = runsOf(name).at(-1);
  if (!run) throw new Error(`${name} has run`);
  return run;
};
const sentences = async () =>
  (await database().event.findMany({ where: { type: { startsWith: "run." } }, orderBy: { seq: "asc" } })).map(({ sentence }) => sentence);

test("T9 ten presses on one attempt begin one new attempt, on record once, and an earlier attempt stays as it ended", async () => {
  const { rerunRun } = await import("./rerun-run");
  const { getRun } = await import("./get-run");
  const run = newest("CI");
  expect([run.attempt, run.conclusion]).toEqual([1, "failure"]);
  const press = { runId: String(run.id), attempt: 1, what: "failed" };
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => rerunRun(manager, press)));
  expect(new Set(outcomes.map(({ attempt }) => attempt))).toEqual(new Set([2]));
  expect(run.attempt).toBe(2);
  world.github.world.actions.rules = [];
  expect((await sentences()).filter((sentence) => sentence.includes("again"))).toEqual([
    `Set out to run the failed jobs of CI ${run.number} again`,
    `Ran the failed jobs of CI ${run.number} again, as attempt 2`,
  ]);
  await letPass(300);
  const page = await getRun(manager, "harbour", "boat", String(run.id), null);
  expect([page.attempts.map(({ state }) => state), page.version]).toEqual([
    ["failed", run.conclusion === "success" ? "passed" : "failed"],
    "1.2.0",
  ]);
  const first = await getRun(manager, "harbour", "boat", String(run.id), 1);
  expect(first.jobs.map(({ name, state, attempt }) => [name, state, attempt])).toEqual([
    ["build", "passed", 1],
    ["docs", "failed", 1],
  ]);
  expect(page.jobs.find(({ name }) => name === "build")?.attempt).toBe(1);
});

test("attempts that nobody saw are read once, and one that GitHub keeps no more is remembered as that", async () => {
  const { getRun } = await import("./get-run");
  const { store, actions } = world.github.world;
  const onGithubAlone = async (seconds: number) => {
    if (store.state.clock) store.state.clock.advanced += seconds * 1000;
    await actions.tick();
  };
  const workflow = store.state.workflows.find(({ name }) => name === "CI");
  const sha = newest("CI").sha;
  if (!workflow) throw new Error("CI is known");
  actions.rules = [{ workflow: "ci.yml", job: "docs", step: "Links", attempt: 2, conclusion: "failure" }];
  const run = await actions.dispatch(boat.record, workflow, { ref: "release/1.2.0", sha, actor: "manager" });
  for (const _ of [1, 2]) {
    await onGithubAlone(300);
    await actions.rerun(run, () => true);
  }
  run.earlierAttempts.splice(0, 1);
  await letPass(300);
  const page = await getRun(manager, "harbour", "boat", String(run.id), 2);
  expect(page.attempts.map(({ state }) => state)).toEqual(["unknown", "failed", "passed"]);
  expect(page.jobs.map(({ name, state, attempt }) => [name, state, attempt])).toEqual([
    ["build", "passed", 2],
    ["docs", "failed", 2],
  ]);
  expect((await getRun(manager, "harbour", "boat", String(run.id), 1)).jobs).toEqual([]);
  const count = () => database().observation.count({ where: { subject: "run", subjectId: BigInt(run.id), attempt: { lt: 3 } } });
  await letPass(1);
  expect(await count()).toBe(2);
  actions.rules = [];
});

test("T6 an answer lost after the rerun: found, not repeated", async () => {
  const { rerunRun } = await import("./rerun-run");
  const run = newest("CI");
  const before = run.attempt;
  world.github.world.faults.set([{ method: "POST", path: "/rerun", kind: "lost", times: 1 }]);
  await rerunRun(manager, { runId: String(run.id), attempt: before, what: "all" });
  expect(run.attempt).toBe(before + 1);
});

test("a run that lives is not run again, and only the attempt that was seen is cancelled", async () => {
  const { rerunRun } = await import("./rerun-run");
  const { cancelRun } = await import("./cancel-run");
  const run = newest("CI");
  const seen = { runId: String(run.id), attempt: run.attempt };
  await expect(rerunRun(manager, { ...seen, what: "all" })).rejects.toThrow("has not ended yet");
  await expect(cancelRun(manager, { ...seen, attempt: run.attempt - 1 })).rejects.toThrow("had ended already. Nothing was cancelled");
  await Promise.all(Array.from({ length: 5 }, () => cancelRun(manager, seen)));
  expect(run.conclusion).toBe("cancelled");
  expect((await sentences()).filter((sentence) => sentence === `Cancelled CI ${run.number}`)).toHaveLength(1);
});

test("who may only read starts, repeats and cancels nothing; a stranger learns nothing", async () => {
  const { rerunRun } = await import("./rerun-run");
  const { cancelRun } = await import("./cancel-run");
  const { dispatchWorkflow } = await import("./dispatch-workflow");
  const { setCheckRules } = await import("./set-check-rules");
  const { getRun } = await import("./get-run");
  const run = newest("CI");
  const where = { runId: String(run.id), attempt: run.attempt };
  await expect(rerunRun(reader, { ...where, what: "all" })).rejects.toThrow("you need the role write on GitHub");
  await expect(cancelRun(reader, where)).rejects.toThrow("you need the role write on GitHub");
  await expect(
    dispatchWorkflow(reader, { repositoryId: boat.id, pressId: randomUUID(), workflowId: run.workflowId, ref: "main", inputs: {} }),
  ).rejects.toThrow("you need the role write on GitHub");
  await expect(setCheckRules(manager, { repositoryId: boat.id, seen: [], rules: [] })).rejects.toThrow(
    "you need the role maintain on GitHub",
  );
  const stranger = await world.addPerson("stranger", "read");
  delete boat.record.roles.stranger;
  await expect(getRun(stranger, "harbour", "boat", where.runId, null)).rejects.toMatchObject({ code: "not-found" });
  for (const runId of ["1", "x", "-1", "9".repeat(40)]) await expect(rerunRun(manager, { ...where, runId, what: "all" })).rejects.toThrow();
});

test("a workflow is started once for each press, with what it asks for; what GitHub does not answer is found by who, where and when", async () => {
  const { dispatchWorkflow } = await import("./dispatch-workflow");
  const { listWorkflowForms } = await import("./list-workflow-forms");
  const { listWaitingDispatches } = await import("./list-waiting-dispatches");
  const [ci, publish] = await listWorkflowForms(manager, "harbour", "boat", "release/1.2.0");
  expect(publish?.inputs.map(({ name, isRequired }) => [name, isRequired])).toEqual([["version", true]]);
  expect(await listWorkflowForms(manager, "harbour", "boat", "main")).toEqual([]);
  await expect(listWorkflowForms(manager, "harbour", "boat", "a:b")).rejects.toThrow("no name of a branch");
  const press = { repositoryId: boat.id, pressId: randomUUID(), workflowId: publish?.id, ref: "release/1.2.0", inputs: {} };
  await expect(dispatchWorkflow(manager, press)).rejects.toThrow("version: This workflow needs a value here.");
  const filled = { ...press, inputs: { version: "1.2.0" } };
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => dispatchWorkflow(manager, filled)));
  expect(runsOf("Publish")).toHaveLength(1);
  expect(new Set(outcomes.map(({ runId }) => runId))).toEqual(new Set([String(newest("Publish").id)]));
  expect((await listWaitingDispatches(boat.id)).map(({ workflowName, isTaken }) => [workflowName, isTaken])).toEqual([["Publish", true]]);
  await letPass(1);
  expect(await listWaitingDispatches(boat.id)).toEqual([]);

  world.github.world.faults.set([{ method: "POST", path: "/dispatches", kind: "lost", times: 1 }]);
  const before = runsOf("CI").length;
  const lost = await dispatchWorkflow(manager, { ...press, pressId: randomUUID(), workflowId: ci?.id });
  expect([runsOf("CI").length, lost.runId]).toEqual([before + 1, String(newest("CI").id)]);
  world.github.world.faults.set([{ method: "POST", path: "/dispatches", kind: "cut", times: 1 }]);
  const cut = { ...press, pressId: randomUUID(), workflowId: ci?.id };
  await letPass(60);
  await expect(dispatchWorkflow(manager, { ...cut, ref: "main" })).rejects.toThrow("there is no such workflow");
});

test("C32 a dispatch that GitHub did not answer is waited for, and is never sent a second time by itself", async () => {
  const { dispatchWorkflow } = await import("./dispatch-workflow");
  const { listWaitingDispatches } = await import("./list-waiting-dispatches");
  const { listWorkflowForms } = await import("./list-workflow-forms");
  const [ci] = await listWorkflowForms(manager, "harbour", "boat", "release/1.2.0");
  const press = { repositoryId: boat.id, pressId: randomUUID(), workflowId: ci?.id, ref: "release/1.2.0", inputs: {} };
  world.github.world.faults.set([{ method: "POST", path: "/dispatches", kind: "cut", times: 1 }]);
  const before = runsOf("CI").length;
  await expect(dispatchWorkflow(manager, press)).rejects.toThrow("GitHub did not say whether it could start the workflow");
  expect(runsOf("CI")).toHaveLength(before);
  expect((await listWaitingDispatches(boat.id)).map(({ isTaken }) => isTaken)).toEqual([false]);
});

test("T7 a run that GitHub shows late, its answer lost: one run, found by the next press", async () => {
  const { dispatchWorkflow } = await import("./dispatch-workflow");
  const { listWorkflowForms } = await import("./list-workflow-forms");
  const [ci] = await listWorkflowForms(manager, "harbour", "boat", "release/1.2.0");
  const press = { repositoryId: boat.id, pressId: randomUUID(), workflowId: ci?.id, ref: "release/1.2.0", inputs: {} };
  const { actions, faults } = world.github.world;
  const before = runsOf("CI").length;
  actions.lagMilliseconds = 1_500;
  faults.set([{ method: "POST", path: "/dispatches", kind: "lost", times: 1 }]);
  await expect(dispatchWorkflow(manager, press)).rejects.toThrow("GitHub did not say whether it could start the workflow");
  actions.lagMilliseconds = 0;
  expect((await dispatchWorkflow(manager, press)).runId).toBe(String(newest("CI").id));
  expect(runsOf("CI")).toHaveLength(before + 1);
});

test("a job that waits for an environment needs a person, and only its reviewers decide", async () => {
  const { reviewDeployments } = await import("./review-deployments");
  const { getRunRemains } = await import("./get-run-remains");
  const { getRun } = await import("./get-run");
  await letPass(60);
  const run = newest("Publish");
  const runId = String(run.id);
  expect((await getRun(pilot, "harbour", "boat", runId, null)).run.state).toBe("needs-person");
  const asked = vi.spyOn(globalThis, "fetch");
  const seen = (await getRunRemains(manager, runId)).pending;
  // What succeeded has nothing urgent to say, and this is asked again whenever a job ends.
  expect(asked.mock.calls.filter(([url]) => String(url).endsWith("/annotations?per_page=50"))).toEqual([]);
  asked.mockRestore();
  expect(seen).toEqual([{ id: seen[0]?.id, name: "harbour", reviewers: ["pilot"], canReview: false }]);
  const review = { runId, attempt: 1, environmentIds: [seen[0]?.id], isApproved: true, comment: "Tide is right" };
  await expect(reviewDeployments(manager, review)).rejects.toThrow("Only pilot may review harbour.");
  await Promise.all(Array.from({ length: 5 }, () => reviewDeployments(pilot, review)));
  await letPass(120);
  expect(run.conclusion).toBe("success");
  expect((await sentences()).filter((sentence) => sentence.startsWith("Approved"))).toEqual([
    `Approved harbour for Publish ${run.number}: Tide is right`,
  ]);
  await expect(reviewDeployments(pilot, { ...review, environmentIds: [424_242] })).rejects.toThrow("no longer waits for this");
});

test("the log of a job that has ended, and no other's; GitHub's redirect is followed without a token and nowhere else", async () => {
  const { getJobLog } = await import("./get-job-log");
  const { environment } = await import("@/lib/env/environment");
  const run = runsOf("CI")[0];
  const failed = run?.earlierAttempts[0]?.jobs.find(({ key }) => key === "docs");
  const log = await getJobLog(reader, String(run?.id), String(failed?.id));
  expect(log.text).toContain("one link is dead");
  await expect(getJobLog(reader, String(newest("Publish").id), String(failed?.id))).rejects.toThrow("no such job of this run");
  const { GITHUB_URL } = environment();
  environment().GITHUB_URL = "https://github.example";
  await expect(getJobLog(reader, String(run?.id), String(failed?.id))).rejects.toThrow("which Slipway does not ask");
  environment().GITHUB_URL = GITHUB_URL;
});

test("a failure that may happen holds nothing up, and hidden runs are left out", async () => {
  const { setCheckRules } = await import("./set-check-rules");
  const { getRuns } = await import("./get-runs");
  const { getRepository } = await import("@/lib/releases/server/get-repository");
  const keeper = await world.addPerson("keeper", "maintain");
  world.github.world.actions.rules = [{ workflow: "ci.yml", job: "docs", step: "Links", conclusion: "failure" }];
  await world.push(boat.record, "release/1.2.0", { sail: "white\n" }, "manager");
  await syncRepository(boat.id);
  await letPass(300);
  const states = async () =>
    (await getRuns(reader, "harbour", "boat")).commits[0]?.latest.map(({ state, allowedFailures }) => [state, allowedFailures]);
  expect(await states()).toEqual([["failed", 0]]);
  const light = async () => (await getRepository(reader, "harbour", "boat")).open[0]?.candidates[0]?.checks;
  expect(await light()).toMatchObject({ state: "failed", passed: 0, total: 1 });
  const docs = [{ pattern: "CI / docs", class: "allowed-to-fail" }];
  await setCheckRules(keeper, { repositoryId: boat.id, seen: [], rules: docs });
  await expect(setCheckRules(keeper, { repositoryId: boat.id, seen: [], rules: [] })).rejects.toThrow("Somebody has changed these rules");
  expect(await states()).toEqual([["passed", 1]]);
  expect(await light()).toMatchObject({ state: "passed", passed: 1, total: 1 });
  await setCheckRules(keeper, { repositoryId: boat.id, seen: docs, rules: [{ pattern: "ci", class: "hidden" }] });
  expect((await getRuns(reader, "harbour", "boat")).workflows.map(({ name }) => name)).toEqual(["Publish"]);
  const { usual } = (await getRuns(reader, "harbour", "boat")).workflows[0] ?? {};
  expect(usual).toBeGreaterThan(0);
});

/** A run on the boat of a workflow that is pushed now. */
async function runAnew(file: string, name: string, jobs: string): Promise<Run> {
  const { store, actions } = world.github.world;
  const text = `name: ${name}\non: { workflow_dispatch: }\njobs:\n${jobs}`;
  const sha = await world.push(boat.record, "release/1.2.0", { [`.github/workflows/${file}`]: text }, "manager");
  await syncRepository(boat.id);
  const workflow = store.state.workflows.find((one) => one.name === name);
  if (!workflow) throw new Error(`${name} is known`);
  const run = await actions.dispatch(boat.record, workflow, { ref: "release/1.2.0", sha, actor: "manager" });
  await letPass(60);
  return run;
}

test("an environment that a later job waits for again is decided again, and nobody is told of a decision that was not theirs", async () => {
  const { reviewDeployments } = await import("./review-deployments");
  const { getRunRemains } = await import("./get-run-remains");
  const run = await runAnew(
    "tide.yml",
    "Tide",
    `  upload: { runs-on: ubuntu-latest, environment: harbour, steps: [{ name: Upload, run: make upload }] }
  announce: { needs: upload, runs-on: ubuntu-latest, environment: harbour, steps: [{ name: Announce, run: make announce }] }
`,
  );
  const runId = String(run.id);
  const [waits] = (await getRunRemains(pilot, runId)).pending;
  const review = { runId, attempt: 1, environmentIds: [waits?.id], comment: "" };
  await Promise.all(Array.from({ length: 5 }, () => reviewDeployments(pilot, { ...review, isApproved: true })));
  await expect(reviewDeployments(pilot, { ...review, isApproved: false })).rejects.toThrow(
    `Tide ${run.number} no longer waits for harbour: it was approved already.`,
  );
  await letPass(120);
  expect(run.jobs.map(({ key, status }) => [key, status])).toEqual([
    ["upload", "completed"],
    ["announce", "waiting"],
  ]);
  await Promise.all(Array.from({ length: 3 }, () => reviewDeployments(pilot, { ...review, isApproved: false })));
  await letPass(60);
  expect(run.conclusion).toBe("failure");
  expect(
    (await sentences()).filter((sentence) => sentence.endsWith(`harbour for Tide ${run.number}`) && !sentence.startsWith("Set")),
  ).toEqual([`Approved harbour for Tide ${run.number}`, `Rejected harbour for Tide ${run.number}`]);
});

test("a run that lives on after it was cancelled can be cancelled again", async () => {
  const { cancelRun } = await import("./cancel-run");
  const run = await runAnew(
    "ebb.yml",
    "Ebb",
    "  wait: { runs-on: ubuntu-latest, environment: harbour, steps: [{ name: Wait, run: make }] }\n",
  );
  const { actions } = world.github.world;
  let asked = 0;
  // GitHub takes the request, and steps that run always go on.
  actions.cancel = async () => {
    asked++;
  };
  const seen = { runId: String(run.id), attempt: 1 };
  await Promise.all([cancelRun(manager, seen), cancelRun(manager, seen)]);
  const before = asked;
  await cancelRun(manager, seen);
  expect(asked).toBe(before);
  await database().effect.update({ where: { key: `cancel:${run.id}:1` }, data: { result: { attempt: 1, askedAt: Date.now() - 11_000 } } });
  Reflect.deleteProperty(actions, "cancel");
  await cancelRun(manager, seen);
  expect(run.conclusion).toBe("cancelled");
});

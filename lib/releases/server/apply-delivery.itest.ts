import { randomUUID } from "node:crypto";
import examples from "@octokit/webhooks-examples" with { type: "json" };
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { getRepositoryRole, ROLE_AGE } from "@/lib/auth/server/repository-role";
import { database } from "@/lib/db/client";
import type { Run } from "@/local-github/state";
import { applyDelivery } from "./apply-delivery";
import { makeDeliveryRepair } from "./repair-deliveries";
import { startTestWorld, type TestWorld } from "./test-world";

const WORKFLOW = "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n";
let world: TestWorld;
let boat: Awaited<ReturnType<TestWorld["addRepository"]>>;
let connected: { githubId: bigint; installationId: bigint; nodeId: string };

beforeAll(async () => {
  world = await startTestWorld();
  // Runs are moved by the tests alone.
  world.github.world.store.state.clock = { base: Date.now(), advanced: 0 };
  boat = await world.addRepository("boat", "release/1.2.0", {
    "CHANGELOG.md": "# Changes\n\n## 1.2.0\n\n* Add a mast (#1)\n",
    ".github/workflows/ci.yml": WORKFLOW,
  });
  connected = await database().repository.findUniqueOrThrow({ where: { id: boat.id } });
});

afterAll(() => world.stop());

beforeEach(async () => {
  await database().repository.update({ where: { id: boat.id }, data: { installationId: connected.installationId } });
});

/** A webhook of the connected repository, as GitHub would send it. */
const deliver = (event: string, payload: object) =>
  applyDelivery({
    guid: randomUUID(),
    event,
    payload: { repository: { id: Number(connected.githubId) }, installation: { id: Number(connected.installationId) }, ...payload },
  });

/** The run that GitHub holds for the release branch. */
function heldByGithub(): Run {
  const run = world.github.world.store.state.runs.find(
    ({ repositoryId, branch }) => repositoryId === boat.record.id && branch === "release/1.2.0",
  );
  if (!run) throw new Error("the push started a run");
  return run;
}

function runPayload(run: Run, change: object) {
  return {
    workflow_run: {
      id: run.id,
      workflow_id: run.workflowId,
      name: "CI",
      run_number: 1,
      run_attempt: run.attempt,
      event: "push",
      head_branch: run.branch,
      head_sha: run.sha,
      display_title: "release",
      status: run.status,
      conclusion: null,
      html_url: "https://github.example/run",
      created_at: "2026-03-01T00:00:00Z",
      updated_at: "2026-03-01T00:00:00Z",
      ...change,
    },
  };
}

const heldHere = (id: number) => database().workflowRun.findUniqueOrThrow({ where: { id: BigInt(id) } });

test("all 329 payloads recorded by Octokit are handled, or ignored by name", async () => {
  const outcomes = new Map<string, Set<string>>();
  for (const { name, examples: payloads } of examples)
    for (const payload of payloads) {
      // They come from other repositories; here they concern ours.
      const repository = "repository" in payload ? { repository: { id: Number(connected.githubId) } } : {};
      const outcome = await applyDelivery({
        guid: randomUUID(),
        event: name,
        payload: { ...payload, ...repository, installation: { id: Number(connected.installationId) } },
      });
      expect(outcome, name).toMatch(/^(applied|ignored): (?!Slipway does not know)/);
      outcomes.set(name, (outcomes.get(name) ?? new Set()).add(outcome.split(":")[0] ?? ""));
    }
  expect(outcomes.size).toBe(58);
  for (const name of [
    "push",
    "create",
    "delete",
    "pull_request",
    "release",
    "repository",
    "workflow_run",
    "member",
    "membership",
    "team",
    "organization",
  ])
    expect([...(outcomes.get(name) ?? [])], name).toContain("applied");
  expect(await deliver("something_new", {})).toBe("ignored: Slipway does not know the event something_new");
});

test("T1 news that would take a run back is asked about once: what GitHub says counts", async () => {
  const run = heldByGithub();
  await database().workflowRun.deleteMany({ where: { repositoryId: boat.id } });
  run.status = "queued";
  // A job that waited for approval is queued again: both are told in the same second.
  expect(await deliver("workflow_run", runPayload(run, { status: "waiting" }))).toContain("is waiting");
  expect(await deliver("workflow_run", runPayload(run, { status: "queued" }))).toContain("was asked for again, and has changed");
  expect((await heldHere(run.id)).status).toBe("queued");
  run.status = "in_progress";
  await deliver("workflow_run", runPayload(run, { status: "in_progress" }));
  expect(await deliver("workflow_run", runPayload(run, { status: "queued" }))).toContain("is as it was");
  expect((await heldHere(run.id)).status).toBe("in_progress");
  await deliver("workflow_run", runPayload(run, { status: "completed", conclusion: "success" }));
  // Completed is final for its attempt: nobody is asked.
  expect(await deliver("workflow_run", runPayload(run, { status: "in_progress" }))).toContain("is further already");
  expect(await heldHere(run.id)).toMatchObject({ status: "completed", conclusion: "success" });
  expect(await deliver("workflow_run", runPayload(run, { status: "queued", run_attempt: 2 }))).toContain("is queued");
});

test("T26 what comes from another installation changes nothing, until the App was installed anew", async () => {
  const run = heldByGithub();
  await database().workflowRun.deleteMany({ where: { repositoryId: boat.id } });
  const other = Number(connected.installationId) + 1;
  const sent = { ...runPayload(run, { status: "completed", conclusion: "success" }), installation: { id: other } };
  expect(await deliver("workflow_run", sent)).toContain("it came from installation");
  expect(await database().workflowRun.count({ where: { repositoryId: boat.id } })).toBe(0);
  const installation = { id: other, account: { login: "harbour" } };
  const repositories = [{ id: Number(connected.githubId), full_name: "harbour/boat" }];
  expect(await deliver("installation", { action: "created", installation, repositories })).toContain("applied: 1 repositories on harbour");
  expect(await deliver("workflow_run", sent)).toContain("applied");
  expect(await deliver("installation", { action: "suspend", installation })).toContain("applied: 1 repositories");
  expect((await database().repository.findUniqueOrThrow({ where: { id: boat.id } })).installationId).toBe(BigInt(other));
});

test("P8 a role that was taken away counts with the event that tells of it", async () => {
  const person = await world.addPerson("demo-editor", "write");
  expect(await getRepositoryRole(person, boat.id, ROLE_AGE.read)).toBe("write");
  boat.record.roles["demo-editor"] = "read";
  expect(await getRepositoryRole(person, boat.id, ROLE_AGE.read)).toBe("write");
  expect(await deliver("member", { action: "edited" })).toContain("asked for again");
  expect(await getRepositoryRole(person, boat.id, ROLE_AGE.read)).toBe("read");
  delete boat.record.roles["demo-editor"];
  expect(await deliver("membership", { action: "removed", organization: { login: "Harbour" } })).toContain("roles in 1 repositories");
  expect(await getRepositoryRole(person, boat.id, ROLE_AGE.read)).toBe("none");
});

test("P2 deliveries that GitHub could not hand over are found and sent again, once", async () => {
  const { state } = world.github.world.store;
  const { webhooks } = world.github.world;
  const port = new URL(world.github.url).port;
  if (!state.app) throw new Error("the world has an App");
  const received: string[] = [];
  const { createServer } = await import("node:http");
  const receiver = createServer((request, response) => {
    received.push(String(request.headers["x-github-delivery"]));
    request.resume();
    response.writeHead(202).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const address = receiver.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`;
  const startedAt = new Date();
  try {
    // Nobody listens there: GitHub notes that it could not connect.
    state.app.webhookUrl = `http://127.0.0.1:${port}/nobody`;
    webhooks.send("push", null, boat.record, { ref: "refs/heads/main" });
    await webhooks.settled();
    state.app.webhookUrl = url;
    webhooks.send("push", null, boat.record, { ref: "refs/heads/main" });
    await webhooks.settled();
    expect(received).toHaveLength(1);
    const repair = makeDeliveryRepair(startedAt);
    // It may still be under way: a moment later it counts as missed.
    expect(await repair(new Date())).toBe(0);
    const later = new Date(Date.now() + 60_000);
    expect(await Promise.all([repair(later), makeDeliveryRepair(startedAt)(later)]).then((counts) => counts.sort())).toEqual([0, 1]);
    await webhooks.settled();
    expect(received).toHaveLength(2);
    expect(await repair(new Date(Date.now() + 120_000))).toBe(0);
  } finally {
    state.app.webhookUrl = null;
    receiver.close();
  }
});

test("P2 a delivery that is refused again and again is sent five times, however long it is looked for", async () => {
  const { store, webhooks } = world.github.world;
  if (!store.state.app) throw new Error("the world has an App");
  const { clock } = store.state;
  const base = Date.now();
  store.state.clock = { base, advanced: 0 };
  let received = 0;
  const { createServer } = await import("node:http");
  const receiver = createServer((request, response) => {
    received++;
    request.resume();
    response.writeHead(503).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const address = receiver.address();
  store.state.app.webhookUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`;
  try {
    const repair = makeDeliveryRepair(new Date(base));
    webhooks.send("push", null, boat.record, { ref: "refs/heads/main" });
    for (let minute = 1; minute <= 45; minute++) {
      await webhooks.settled();
      store.state.clock.advanced = minute * 60_000;
      await repair(new Date(base + minute * 60_000));
    }
    expect(received).toBe(5);
  } finally {
    store.state.app.webhookUrl = null;
    store.state.clock = clock;
    receiver.close();
  }
});

import { execFile } from "node:child_process";
import { createHmac, createSign, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Octokit } from "@octokit/rest";
import { afterAll, beforeAll, expect, test } from "vitest";
import { READING, statusOf, WRITING } from "./contract";
import { addPersonas, prepareDemo } from "./demo/build-demo";
import { importClone, parseImport, startImportedWorkflows } from "./import-clone";
import { createExchangeChecker, listOperations, operationOf } from "./openapi/check-exchange";
import { type LocalGithub, startLocalGithub } from "./server";
import { type State, Store } from "./state";

// The server runs in this very process: a synchronous child would wait for it for ever.
const execute = promisify(execFile);
const CONTROL = "control-token";
const BERTH = { owner: "kestrel-harbor", repo: "berth" };
const HOUR = 3_600_000;

let folder: string;
let github: LocalGithub;
const violations: string[] = [];
const answered = new Set<string>();
const received: { event: string; signature: string; body: string }[] = [];
const receiver = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    received.push({
      event: String(request.headers["x-github-event"]),
      signature: String(request.headers["x-hub-signature-256"]),
      body: Buffer.concat(chunks).toString(),
    });
    response.writeHead(202).end();
  });
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "local-github-"));
  const check = await createExchangeChecker();
  github = await startLocalGithub({
    folder,
    port: 0,
    controlToken: CONTROL,
    onExchange: (exchange) => {
      if (exchange.path === "/graphql") return;
      violations.push(...check(exchange));
      if (exchange.status < 400) answered.add(operationOf(exchange) ?? exchange.path);
    },
  });
  const { generateKeyPairSync } = await import("node:crypto");
  const keys = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const { world } = github;
  world.store.state.clock = { base: Date.now() - HOUR, advanced: 0 };
  world.store.state.app = {
    id: 7,
    slug: "slipway",
    clientId: "Iv1.test",
    clientSecret: "shh",
    ...keys,
    webhookSecret: "hook-secret",
    webhookUrl: null,
    callbackUrls: ["http://127.0.0.1:9/cb"],
  };
  addPersonas(world);
  await prepareDemo(world);
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const address = receiver.address();
  world.store.state.app.webhookUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`;
}, 60_000);

afterAll(async () => {
  receiver.close();
  await github.close();
  rmSync(folder, { recursive: true, force: true });
});

function tokenFor(login: string): string {
  const token = `ghu_${randomUUID()}`;
  github.world.store.state.tokens[token] = { kind: "user", login, installationId: null, expiresAt: Date.now() + HOUR };
  return token;
}

const withToken = (auth: string) =>
  new Octokit({ baseUrl: `${github.url}/api/v3`, auth, log: { debug() {}, info() {}, warn() {}, error() {} } });
const as = (login: string) => withToken(tokenFor(login));

function appJwt(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const head = `${part({ alg: "RS256", typ: "JWT" })}.${part({ iss: 7, iat: now - 30, exp: now + 300 })}`;
  return `${head}.${createSign("RSA-SHA256")
    .update(head)
    .sign(github.world.store.state.app?.privateKey ?? "", "base64url")}`;
}

async function installationToken(): Promise<string> {
  const { rest } = new Octokit({ baseUrl: `${github.url}/api/v3`, auth: appJwt() });
  const [installation] = (await rest.apps.listInstallations()).data;
  return (await rest.apps.createInstallationAccessToken({ installation_id: installation?.id ?? 0 })).data.token;
}

test("every route that is read answers as GitHub's description says", async () => {
  const { rest } = as("demo-manager");
  const head = (await rest.repos.getBranch({ ...BERTH, branch: "release/26.2.0" })).data.commit.sha;
  await rest.users.getAuthenticated();
  await rest.repos.listForAuthenticatedUser();
  await rest.repos.get(BERTH);
  expect((await rest.repos.getCollaboratorPermissionLevel({ ...BERTH, username: "demo-manager" })).data).toMatchObject({
    permission: "write",
    role_name: "maintain",
  });
  await rest.repos.listBranches(BERTH);
  await rest.repos.listTags({ ...BERTH, per_page: 5 });
  await rest.repos.listCommits({ ...BERTH, per_page: 3 });
  await rest.repos.getCommit({ ...BERTH, ref: "release/26.2.0" });
  const compared = await rest.repos.compareCommitsWithBasehead({ ...BERTH, basehead: "26.2.0rc3...release/26.2.0" });
  expect(compared.data).toMatchObject({ status: "ahead", behind_by: 0 });
  const file = await rest.repos.getContent({ ...BERTH, path: "VERSION", ref: "release/26.2.0" });
  expect(Buffer.from((file.data as { content: string }).content, "base64").toString()).toBe("26.2.0\n");
  await rest.repos.getContent({ ...BERTH, path: "" });
  const commit = await rest.git.getCommit({ ...BERTH, commit_sha: head });
  await rest.git.getTree({ ...BERTH, tree_sha: commit.data.tree.sha, recursive: "1" });
  const tag = await rest.git.getRef({ ...BERTH, ref: "tags/26.2.0rc1" });
  expect((await rest.git.getTag({ ...BERTH, tag_sha: tag.data.object.sha })).data.object.type).toBe("commit");
  expect((await rest.git.listMatchingRefs({ ...BERTH, ref: "tags/26.2.0rc" })).data).toHaveLength(3);
  const runs = await rest.actions.listWorkflowRunsForRepo({ ...BERTH, head_sha: head });
  const runId = runs.data.workflow_runs[0]?.id ?? 0;
  await rest.actions.getWorkflowRun({ ...BERTH, run_id: runId });
  const { jobs } = (await rest.actions.listJobsForWorkflowRun({ ...BERTH, run_id: runId })).data;
  expect(jobs.map(({ name }) => name)).toContain("test (Python 3.12)");
  expect((await rest.actions.getJobForWorkflowRun({ ...BERTH, job_id: jobs[0]?.id ?? 0 })).data).toEqual(jobs[0]);
  await rest.actions.listRepoWorkflows(BERTH);
  const gantry = { owner: "kestrel-harbor", repo: "gantry" };
  const [pull] = (await rest.pulls.list(gantry)).data;
  expect(pull).toMatchObject({ number: 412, title: "chore(main): release 0.9.0" });
  await rest.pulls.get({ ...gantry, pull_number: 412 });
  await rest.rateLimit.get();
  const appClient = new Octokit({ baseUrl: `${github.url}/api/v3`, auth: appJwt() });
  await appClient.rest.apps.getAuthenticated();
  const [installation] = (await appClient.rest.apps.listInstallations()).data;
  const { data: token } = await appClient.rest.apps.createInstallationAccessToken({ installation_id: installation?.id ?? 0 });
  expect(token.token).toMatch(/^ghs_/);
  expect(violations).toEqual([]);
});

for (const [promise, hold] of Object.entries({ ...READING, ...WRITING }))
  test(promise, async () => {
    await hold({ octokit: as("demo-manager"), ...BERTH });
    expect(violations).toEqual([]);
  });

test("GraphQL refuses in GitHub's words, and names the ref that is not where it was seen", async () => {
  const octokit = as("demo-manager");
  const { data: repository } = await octokit.rest.repos.get(BERTH);
  const main = (await octokit.rest.git.getRef({ ...BERTH, ref: "heads/main" })).data.object.sha;
  const move = (name: string, beforeOid: string) =>
    octokit.graphql("mutation M($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }", {
      input: { repositoryId: repository.node_id, refUpdates: [{ name, beforeOid, afterOid: main, force: true }] },
    });
  await expect(move("refs/heads/release/26.2.0", main)).rejects.toThrow(/points to/);
  await expect(move("refs/tags/26.2.0rc1", "0".repeat(40))).rejects.toThrow(/26.2.0rc1/);
});

test("an annotated tag with a pinned tagger is one object, and a ref is made only where it was missing and the branch still stands", async () => {
  const octokit = as("demo-manager");
  const { rest } = octokit;
  const { data: repository } = await rest.repos.get(BERTH);
  const main = (await rest.git.getRef({ ...BERTH, ref: "heads/main" })).data.object.sha;
  const parent = (await rest.git.getCommit({ ...BERTH, commit_sha: main })).data.parents[0]?.sha ?? "";
  const tagger = { name: "Demo Lead", email: "demo-lead@kestrel-harbor.example", date: "2026-02-13T10:11:12Z" };
  const parts = { ...BERTH, tag: "v9.1.0", message: "Release v9.1.0\n\nWith words\n", object: main, type: "commit" as const, tagger };
  const { sha } = (await rest.git.createTag(parts)).data;
  expect((await rest.git.createTag(parts)).data.sha).toBe(sha);
  expect((await rest.git.createTag({ ...parts, tagger: { ...tagger, date: "2026-02-13T10:11:13Z" } })).data.sha).not.toBe(sha);
  expect((await rest.git.getTag({ ...BERTH, tag_sha: sha })).data).toMatchObject({ tagger, object: { sha: main, type: "commit" } });
  expect(await statusOf(rest.git.createTag({ ...parts, object: "1".repeat(40) }))).toBe(422);
  const endpoint = octokit.graphql.defaults({ baseUrl: `${github.url}/api` });
  const point = (head: string, tag = "v9.1.0", oid = sha) =>
    endpoint("mutation M($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }", {
      input: {
        repositoryId: repository.node_id,
        refUpdates: [
          { name: "refs/heads/main", beforeOid: head, afterOid: head },
          { name: `refs/tags/${tag}`, beforeOid: "0".repeat(40), afterOid: oid },
        ],
      },
    });
  const tagOf = (tag: string) => statusOf(rest.git.getRef({ ...BERTH, ref: `tags/${tag}` }));
  await expect(point(parent)).rejects.toThrow(/refs\/heads\/main/);
  expect(await tagOf("v9.1.0")).toBe(404);
  const start = received.length;
  // However many come at once, one makes it.
  const made = await Promise.all(Array.from({ length: 10 }, () => statusOf(point(main))));
  expect(made.filter((status) => status === 200)).toHaveLength(1);
  expect((await rest.git.getRef({ ...BERTH, ref: "tags/v9.1.0" })).data.object).toMatchObject({ sha, type: "tag" });
  expect((await eventsSince(start)).filter((event) => event === "create" || event === "push")).toEqual(["create", "push"]);
  const told = received.slice(start).map(({ body }) => JSON.parse(body) as { ref?: string; after?: string });
  expect(told.find(({ after }) => after)).toMatchObject({ ref: "refs/tags/v9.1.0", after: sha });
  expect(told.filter(({ ref }) => ref === "refs/heads/main")).toEqual([]);
  const runs = (await rest.actions.listWorkflowRunsForRepo({ ...BERTH, event: "push", branch: "v9.1.0" })).data.workflow_runs;
  expect(runs.map(({ head_sha }) => head_sha)).toEqual([main]);
  // A branch that moves while the tag is made, and a tag that somebody else makes: each time one of the two is refused.
  const ref = "refs/heads/race";
  await rest.git.createRef({ ...BERTH, ref, sha: main });
  const race = (tag: string, head: string) =>
    endpoint("mutation M($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }", {
      input: {
        repositoryId: repository.node_id,
        refUpdates: [
          { name: ref, beforeOid: head, afterOid: head },
          { name: `refs/tags/${tag}`, beforeOid: "0".repeat(40), afterOid: sha },
        ],
      },
    });
  const gitFolder = github.world.store.gitFolder({ owner: BERTH.owner, name: BERTH.repo });
  for (let round = 0; round < 10; round++) {
    await rest.git.updateRef({ ...BERTH, ref: "heads/race", sha: main, force: true });
    const [pointed] = await Promise.all([
      statusOf(race(`race-${round}`, main)),
      rest.git.updateRef({ ...BERTH, ref: "heads/race", sha: parent, force: true }),
    ]);
    expect(await tagOf(`race-${round}`)).toBe(pointed === 200 ? 200 : 404);
  }
  expect((await execute("git", ["-C", gitFolder, "fsck", "--connectivity-only"])).stderr).not.toContain("error");
  expect(violations).toEqual([]);
});

test("teams are for the people of the organization and its App, accounts for everybody, and their changes are told", async () => {
  const { rest } = as("demo-auditor");
  const org = BERTH.owner;
  expect((await rest.teams.list({ org })).data.map(({ slug }) => slug)).toEqual(["release-leads", "quality"]);
  const membersOf = async (team_slug: string) => (await rest.teams.listMembersInOrg({ org, team_slug })).data.map(({ login }) => login);
  expect(await membersOf("release-leads")).toEqual(["demo-lead", "demo-administrator"]);
  const member = (team_slug: string, username: string) => statusOf(rest.teams.getMembershipForUserInOrg({ org, team_slug, username }));
  expect(await member("quality", "Demo-QA")).toBe(200);
  expect(await member("quality", "demo-lead")).toBe(404);
  expect(await member("nobody", "demo-lead")).toBe(404);
  const outsider = as("demo-outsider").rest;
  expect(await statusOf(outsider.teams.list({ org }))).toBe(403);
  expect(await statusOf(outsider.teams.listMembersInOrg({ org, team_slug: "quality" }))).toBe(404);
  const { rest: slipway } = withToken(await installationToken());
  expect((await slipway.teams.listMembersInOrg({ org, team_slug: "quality" })).data).toHaveLength(2);
  expect((await outsider.users.getByUsername({ username: "DEMO-lead" })).data).toMatchObject({ login: "demo-lead", type: "User" });
  expect(await statusOf(outsider.users.getByUsername({ username: "no-such-person" }))).toBe(404);
  const { id } = (await outsider.users.getByUsername({ username: "demo-lead" })).data;
  expect((await outsider.users.getById({ account_id: id })).data).toMatchObject({ id, login: "demo-lead" });
  expect(await statusOf(outsider.users.getById({ account_id: 999_999_999 }))).toBe(404);
  const start = received.length;
  const set = (members: string[]) =>
    fetch(`${github.url}/_local/teams`, {
      method: "POST",
      headers: { "x-local-token": CONTROL, "content-type": "application/json" },
      body: JSON.stringify({ organization: org, name: "quality", members, login: "demo-administrator" }),
    });
  await set(["demo-qa", "demo-lead"]);
  expect(await membersOf("quality")).toEqual(["demo-qa", "demo-lead"]);
  expect(await eventsSince(start)).toEqual(["membership added", "membership removed"]);
  const [told] = received.slice(start).map(({ body }) => JSON.parse(body) as Record<string, Record<string, unknown>>);
  expect([told?.member?.login, told?.team?.slug, told?.organization?.login]).toEqual(["demo-lead", "quality", org]);
  await set(["demo-qa", "demo-auditor"]);
  expect(violations).toEqual([]);
});

test("reviews of a pull request stand in the order in which they were given", async () => {
  const { rest } = as("demo-manager");
  const pull = { owner: "kestrel-harbor", repo: "gantry", pull_number: 412 };
  for (const [login, state] of [
    ["demo-lead", "CHANGES_REQUESTED"],
    ["demo-qa", "COMMENTED"],
    ["demo-lead", "APPROVED"],
  ])
    await fetch(`${github.url}/_local/reviews`, {
      method: "POST",
      headers: { "x-local-token": CONTROL, "content-type": "application/json" },
      body: JSON.stringify({ owner: pull.owner, name: pull.repo, number: 412, login, state }),
    });
  const { head } = (await rest.pulls.get(pull)).data;
  const reviews = (await rest.pulls.listReviews(pull)).data;
  expect(reviews.map(({ user, state, commit_id }) => [user?.login, state, commit_id])).toEqual([
    ["demo-lead", "CHANGES_REQUESTED", head.sha],
    ["demo-qa", "COMMENTED", head.sha],
    ["demo-lead", "APPROVED", head.sha],
  ]);
  expect(violations).toEqual([]);
});

test("a field of GitHub's schema that nobody wrote is an error with its name, and so is a route", async () => {
  const octokit = as("demo-manager");
  const endpoint = octokit.graphql.defaults({ baseUrl: `${github.url}/api` });
  await expect(endpoint('{ repository(owner: "kestrel-harbor", name: "berth") { stargazerCount } }')).rejects.toThrow(
    "local-github has no Repository.stargazerCount",
  );
  const response = await fetch(`${github.url}/api/v3/repos/kestrel-harbor/berth/issues`, {
    headers: { authorization: `bearer ${tokenFor("demo-manager")}` },
  });
  expect(response.status).toBe(501);
  expect(await response.json()).toEqual({ message: "local-github has no route GET /api/v3/repos/kestrel-harbor/berth/issues" });
});

test("permissions are enforced: outsiders see nothing, readers write nothing, dead tokens are refused", async () => {
  expect(await statusOf(as("demo-outsider").rest.repos.get(BERTH))).toBe(404);
  const auditor = as("demo-auditor").rest;
  expect(await statusOf(auditor.repos.get(BERTH))).toBe(200);
  expect(await statusOf(auditor.git.createBlob({ ...BERTH, content: "x" }))).toBe(403);
  const dead = new Octokit({ baseUrl: `${github.url}/api/v3`, auth: "ghu_nobody" });
  expect(await statusOf(dead.rest.users.getAuthenticated())).toBe(401);
  const expired = tokenFor("demo-manager");
  const entry = github.world.store.state.tokens[expired];
  if (entry) entry.expiresAt = Date.now() - 1;
  expect(await statusOf(new Octokit({ baseUrl: `${github.url}/api/v3`, auth: expired }).rest.users.getAuthenticated())).toBe(401);
});

test("a list of more than one page names the next", async () => {
  const headers = { authorization: `bearer ${tokenFor("demo-lead")}` };
  const first = await fetch(`${github.url}/api/v3/repos/kestrel-harbor/berth/tags`, { headers });
  expect(first.headers.get("link")).toContain('rel="next"');
});

test("it is never a hole: other hosts, other origins and control without its token are refused", async () => {
  const port = new URL(github.url).port;
  // fetch sets Host itself, so the rebinding case needs a raw request.
  const request = JSON.stringify("GET /api/v3/rate_limit HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
  const raw = await execute("node", [
    "-e",
    `const s=require('net').connect(${port},'127.0.0.1');s.write(${request});s.pipe(process.stdout)`,
  ]);
  expect(raw.stdout).toContain(" 403 ");
  expect((await fetch(`${github.url}/api/v3/rate_limit`, { headers: { origin: "https://evil.example" } })).status).toBe(403);
  expect((await fetch(`${github.url}/_local/deliveries`)).status).toBe(401);
  expect((await fetch(`${github.url}/_local/deliveries`, { headers: { "x-local-token": CONTROL } })).status).toBe(200);
});

test("git clone and git push work over HTTP; a push sets off signed webhooks and workflow runs", async () => {
  const work = mkdtempSync(join(tmpdir(), "clone-"));
  const run = (...args: string[]) =>
    execute("git", ["-c", "user.name=Demo", "-c", "user.email=demo@example.org", ...args], {
      cwd: work,
      timeout: 20_000,
      env: { ...process.env, GIT_TERMINAL_PROMPT: "0" },
    });
  const address = (login: string) => `${github.url.replace("//", `//x:${tokenFor(login)}@`)}/kestrel-harbor/berth.git`;
  await expect(run("clone", "--quiet", address("demo-outsider"), "nothing")).rejects.toThrow();
  await run("clone", "--quiet", "--branch", "main", address("demo-manager"), "berth");
  writeFileSync(join(work, "berth", "note.txt"), "a note\n");
  await run("-C", "berth", "add", "note.txt");
  await run("-C", "berth", "commit", "--quiet", "-m", "Add a note");
  await expect(run("-C", "berth", "push", "--quiet", address("demo-auditor"), "main")).rejects.toThrow();
  const control = (path: string, body: object) =>
    fetch(`${github.url}/_local/${path}`, {
      method: "POST",
      headers: { "x-local-token": CONTROL, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  // Whatever earlier tests started comes to its end first.
  await control("clock/advance", { seconds: 600 });
  received.length = 0;
  await run("-C", "berth", "push", "--quiet", address("demo-manager"), "main");
  await github.world.webhooks.settled();
  await control("clock/advance", { seconds: 600 });
  await github.world.webhooks.settled();
  const events = received.map(({ event, body }) => `${event} ${(JSON.parse(body) as { action?: string }).action ?? ""}`.trim());
  expect(events[0]).toBe("push");
  expect(events).toContain("workflow_run requested");
  expect(events.filter((event) => event.startsWith("workflow_run"))).toEqual([
    "workflow_run requested",
    "workflow_run in_progress",
    "workflow_run completed",
  ]);
  expect(events.filter((event) => event === "workflow_job completed")).toHaveLength(6);
  const statuses = received.flatMap(({ event, body }) =>
    event === "workflow_run" ? [(JSON.parse(body) as { workflow_run: { status: string } }).workflow_run.status] : [],
  );
  expect(statuses).toEqual(["queued", "in_progress", "completed"]);
  for (const { signature, body } of received)
    expect(signature).toBe(`sha256=${createHmac("sha256", "hook-secret").update(body).digest("hex")}`);
  // More than three tags at once send nothing.
  received.length = 0;
  for (const name of ["a", "b", "c", "d"]) await run("-C", "berth", "tag", name);
  await run("-C", "berth", "push", "--quiet", address("demo-manager"), "--tags");
  await github.world.webhooks.settled();
  expect(received).toEqual([]);
  rmSync(work, { recursive: true, force: true });
});

test("a dispatched workflow runs to its end on the scripted clock and a failed job can be run again", async () => {
  const { rest } = as("demo-manager");
  await rest.actions.createWorkflowDispatch({ ...BERTH, workflow_id: "nightly.yml", ref: "main" });
  const newest = async () => (await rest.actions.listWorkflowRunsForRepo({ ...BERTH, event: "workflow_dispatch" })).data.workflow_runs[0];
  expect((await newest())?.status).toBe("queued");
  const { store, actions } = github.world;
  const letPass = async (seconds: number) => {
    if (store.state.clock) store.state.clock.advanced += seconds * 1000;
    await actions.tick();
  };
  await letPass(5);
  expect((await newest())?.status).toBe("in_progress");
  await letPass(120);
  expect(await newest()).toMatchObject({ status: "completed", conclusion: "failure" });
  const failed = await newest();
  const run = store.state.runs.find(({ id }) => id === failed?.id);
  if (!run) throw new Error("the run is kept");
  await actions.rerunFailed(run);
  await letPass(200);
  expect(await newest()).toMatchObject({ run_attempt: 2, status: "completed" });
  expect((await rest.actions.listJobsForWorkflowRunAttempt({ ...BERTH, run_id: run.id, attempt_number: 1 })).data.jobs[0]?.conclusion).toBe(
    "failure",
  );
  expect(violations).toEqual([]);
});

/** The answer to a dispatch that asked for it. */
const runIdOf = ({ data }: { data: unknown }) => (data as { workflow_run_id: number }).workflow_run_id;

test("runs are run again, whole or one job with what needs it, and cancelled; logs and artifacts are left behind", async () => {
  const { rest } = as("demo-manager");
  const { store, actions } = github.world;
  const letPass = async (seconds: number) => {
    if (store.state.clock) store.state.clock.advanced += seconds * 1000;
    await actions.tick();
  };
  actions.rules.push({ workflow: "ci.yml", job: "lint", step: "Lint", attempt: 1, conclusion: "failure", log: ["one line is too long"] });
  expect((await rest.actions.getWorkflow({ ...BERTH, workflow_id: "ci.yml" })).data.name).toBe("CI");
  const started = await rest.actions.createWorkflowDispatch({
    ...BERTH,
    workflow_id: "ci.yml",
    ref: "main",
    return_run_details: true,
  });
  const where = { ...BERTH, run_id: runIdOf(started) };
  const run = async () => (await rest.actions.getWorkflowRun(where)).data;
  const jobs = async () => (await rest.actions.listJobsForWorkflowRun(where)).data.jobs;
  const jobOf = async (name: string) => (await jobs()).find((job) => job.name === name)?.id ?? 0;
  await letPass(5);
  expect(await statusOf(rest.actions.reRunWorkflow(where))).toBe(403);
  expect(await statusOf(rest.actions.downloadJobLogsForWorkflowRun({ ...BERTH, job_id: await jobOf("build") }))).toBe(404);
  await letPass(200);
  expect(await run()).toMatchObject({ conclusion: "failure", run_attempt: 1 });
  expect((await rest.actions.listWorkflowRunArtifacts(where)).data.artifacts.map(({ name }) => name)).toEqual(["wheels"]);
  const log = await rest.actions.downloadJobLogsForWorkflowRun({ ...BERTH, job_id: await jobOf("lint") });
  expect((await rest.checks.listAnnotations({ ...BERTH, check_run_id: await jobOf("lint") })).data.map(({ message }) => message)).toEqual([
    "Process completed with exit code 1.",
  ]);
  expect(String(log.data)).toMatch(
    /^\S+Z ##\[group\]Set up job\n[\s\S]*Z one line is too long\n\S+Z ##\[error\]Process completed with exit code 1\.\n/,
  );
  expect((await fetch(log.url.replace("signature=", "signature=0"))).status).toBe(403);

  const before = await jobs();
  await rest.actions.reRunJobForWorkflowRun({ ...BERTH, job_id: await jobOf("lint") });
  expect((await run()).triggering_actor?.login).toBe("demo-manager");
  await letPass(200);
  expect(await run()).toMatchObject({ conclusion: "success", run_attempt: 2 });
  const again = (await jobs()).filter(({ id }) => !before.some((job) => job.id === id)).map(({ name }) => name);
  expect(again.sort()).toEqual(["e2e", "lint"]);
  expect((await rest.actions.getWorkflowRunAttempt({ ...where, attempt_number: 1 })).data).toMatchObject({ conclusion: "failure" });
  expect(await statusOf(rest.actions.reRunWorkflowFailedJobs(where))).toBe(403);
  expect(await statusOf(as("demo-auditor").rest.actions.reRunWorkflow(where))).toBe(403);

  await rest.actions.reRunWorkflow(where);
  await letPass(5);
  await rest.actions.cancelWorkflowRun(where);
  expect(await run()).toMatchObject({ conclusion: "cancelled", run_attempt: 3 });
  expect(new Set((await jobs()).map(({ status }) => status))).toEqual(new Set(["completed"]));
  expect(await statusOf(rest.actions.cancelWorkflowRun(where))).toBe(409);
  actions.rules.pop();
  actions.rules.push({ workflow: "nightly.yml", job: "soak", step: "Compare with yesterday", conclusion: "failure" });
  const nightly = await rest.actions.createWorkflowDispatch({
    ...BERTH,
    workflow_id: "nightly.yml",
    ref: "main",
    return_run_details: true,
  });
  await letPass(200);
  await rest.actions.reRunWorkflowFailedJobs({ ...BERTH, run_id: runIdOf(nightly) });
  await letPass(200);
  expect(violations).toEqual([]);
});

test("inputs are checked in GitHub's words, and a job waits for a reviewer of its environment", async () => {
  const { rest } = as("demo-manager");
  const lead = as("demo-lead").rest;
  const { store, actions } = github.world;
  const letPass = async (seconds: number) => {
    if (store.state.clock) store.state.clock.advanced += seconds * 1000;
    await actions.tick();
  };
  const dispatch = (inputs: Record<string, string | boolean>) =>
    rest.actions.createWorkflowDispatch({ ...BERTH, workflow_id: "publish.yml", ref: "main", inputs, return_run_details: true });
  const words = (call: Promise<unknown>) => call.then(() => "").catch((error: Error) => error.message);
  expect(await words(dispatch({}))).toContain("Required input 'version' not provided");
  expect(await words(dispatch({ version: "1", colour: "red" }))).toContain('Unexpected inputs provided: ["colour"]');
  expect(await words(dispatch({ version: "1", index: "here" }))).toContain("not in the list of allowed values");
  expect((await rest.repos.getAllEnvironments(BERTH)).data.environments?.map(({ name }) => name)).toEqual(["package-index"]);
  for (const state of ["approved", "rejected"] as const) {
    const started = await dispatch({ version: "26.2.0", rehearsal: false });
    const where = { ...BERTH, run_id: runIdOf(started) };
    const begun = (await rest.actions.getWorkflowRun(where)).data;
    const again = { ...BERTH, workflow_id: begun.workflow_id, event: "workflow_dispatch", branch: "main", actor: "demo-manager" };
    expect((await rest.actions.listWorkflowRuns(again)).data.workflow_runs[0]?.id).toBe(begun.id);
    expect((await rest.actions.listWorkflowRuns({ ...again, actor: "demo-lead" })).data.total_count).toBe(0);
    await letPass(60);
    const run = (await rest.actions.getWorkflowRun(where)).data;
    expect([run.display_title, run.status]).toEqual(["Publish 26.2.0 to testpypi", "waiting"]);
    const [pending] = (await rest.actions.getPendingDeploymentsForRun(where)).data;
    expect([pending?.environment.name, pending?.current_user_can_approve]).toEqual(["package-index", false]);
    const review = { ...where, environment_ids: [pending?.environment.id ?? 0], state, comment: "Looked at the wheels" };
    expect(await statusOf(rest.actions.reviewPendingDeploymentsForRun(review))).toBe(403);
    await lead.actions.reviewPendingDeploymentsForRun(review);
    expect((await lead.actions.getPendingDeploymentsForRun(where)).data).toEqual([]);
    expect(await statusOf(lead.actions.reviewPendingDeploymentsForRun(review))).toBe(422);
    await letPass(60);
    expect((await rest.actions.getWorkflowRun(where)).data.conclusion).toBe(state === "approved" ? "success" : "failure");
  }
  await github.world.webhooks.settled();
  const actionsOf = received.filter(({ event }) => event === "workflow_job").map(({ body }) => JSON.parse(body).action);
  expect(actionsOf).toContain("waiting");
  expect(violations).toEqual([]);
});

test("an imported clone is only read: copied bare, no hook runs, and its workflows are played from their files", async () => {
  const clone = mkdtempSync(join(tmpdir(), "original-"));
  const run = (...args: string[]) => execute("git", ["-c", "user.name=Demo", "-c", "user.email=demo@example.org", ...args], { cwd: clone });
  await run("init", "--quiet", "--initial-branch=main");
  mkdirSync(join(clone, ".github/workflows"), { recursive: true });
  writeFileSync(join(clone, ".github/workflows/ci.yml"), `on: push\njobs:\n  evil:\n    steps:\n      - run: touch ${clone}/executed\n`);
  await run("add", "-A");
  await run("commit", "--quiet", "-m", "Start");
  await run("tag", "v1.0.0");
  await run("update-ref", "refs/remotes/origin/release/1.1.0", "HEAD");
  for (const hook of ["upload-pack", "post-checkout", "reference-transaction", "pre-auto-gc"])
    writeFileSync(join(clone, ".git/hooks", hook), `#!/bin/sh\ntouch ${clone}/hooked\n`, { mode: 0o755 });
  const before = (await run("for-each-ref")).stdout;
  const { repository, isNew } = await importClone(github.world, parseImport(`${clone}=mine/project`), { "demo-manager": "maintain" });
  await startImportedWorkflows(github.world, repository);
  const { rest } = as("demo-manager");
  const where = { owner: "mine", repo: "project" };
  expect((await rest.repos.listBranches(where)).data.map(({ name }) => name)).toEqual(["main", "release/1.1.0"]);
  expect((await rest.repos.listTags(where)).data.map(({ name }) => name)).toEqual(["v1.0.0"]);
  const runs = (await rest.actions.listWorkflowRunsForRepo(where)).data.workflow_runs.map(({ head_branch: branch }) => branch);
  expect(runs.sort()).toEqual(["main", "release/1.1.0"]);
  if (github.world.store.state.clock) github.world.store.state.clock.advanced += HOUR;
  await github.world.actions.tick();
  expect([isNew, existsSync(join(clone, "executed")), existsSync(join(clone, "hooked")), (await run("for-each-ref")).stdout]).toEqual([
    true,
    false,
    false,
    before,
  ]);
  expect((await importClone(github.world, parseImport(`${clone}=mine/project`), {})).isNew).toBe(false);
  await expect(importClone(github.world, parseImport("/nowhere/at/all"), {})).rejects.toThrow("There is no folder /nowhere/at/all.");
  await expect(importClone(github.world, parseImport(tmpdir()), {})).rejects.toThrow("is no git repository");
  rmSync(clone, { recursive: true, force: true });
});

test("a pull request is changed, closed, opened again and merged as git merges, with GitHub's guards", async () => {
  const { rest } = as("demo-manager");
  const main = (await rest.git.getRef({ ...BERTH, ref: "heads/main" })).data.object.sha;
  await rest.git.createRef({ ...BERTH, ref: "refs/heads/side", sha: main });
  const write = async (branch: string, path: string, content: string) =>
    rest.repos.createOrUpdateFileContents({
      ...BERTH,
      path,
      branch,
      message: `Write ${path}`,
      content: Buffer.from(content).toString("base64"),
    });
  await write("side", "side.txt", "side\n");
  await write("main", "other.txt", "other\n");
  const { data: pull } = await rest.pulls.create({ ...BERTH, title: "Side", head: "side", base: "main" });
  expect(pull).toMatchObject({ commits: 1, changed_files: 1 });
  const address = { ...BERTH, pull_number: pull.number };
  expect((await rest.pulls.update({ ...address, title: "Beside", body: "words" })).data).toMatchObject({ title: "Beside", body: "words" });
  expect((await rest.pulls.update({ ...address, state: "closed" })).data).toMatchObject({ state: "closed", merged: false });
  expect((await rest.pulls.list({ ...BERTH, head: "kestrel-harbor:side", base: "main" })).data).toEqual([]);
  expect(await statusOf(rest.pulls.merge(address))).toBe(405);
  await rest.pulls.update({ ...address, state: "open" });
  expect(await statusOf(rest.pulls.merge({ ...address, sha: main }))).toBe(409);
  const { data: merged } = await rest.pulls.merge(address);
  const commit = (await rest.git.getCommit({ ...BERTH, commit_sha: merged.sha })).data;
  expect(commit.parents).toHaveLength(2);
  expect(commit.message).toBe(`Merge pull request #${pull.number} from kestrel-harbor/side\n\nBeside`);
  // Files of both sides are there: the head's tree did not replace the base's.
  for (const path of ["side.txt", "other.txt"]) await rest.repos.getContent({ ...BERTH, path, ref: "main" });
  expect((await rest.pulls.get(address)).data).toMatchObject({ state: "closed", merged: true, merge_commit_sha: merged.sha });
  await rest.git.createRef({ ...BERTH, ref: "refs/heads/clash", sha: main });
  await write("clash", "other.txt", "another\n");
  const clash = await rest.pulls.create({ ...BERTH, title: "Clash", head: "clash", base: "main" });
  expect(await statusOf(rest.pulls.merge({ ...BERTH, pull_number: clash.data.number }))).toBe(405);
  expect(violations).toEqual([]);
});

test("releases: drafts make no tag and are not unique, a published one does and is", async () => {
  const { rest } = as("demo-manager");
  const start = received.length;
  const draft = { ...BERTH, tag_name: "v9.0.0", target_commitish: "main", name: "9.0.0", body: "* A", draft: true };
  const first = (await rest.repos.createRelease(draft)).data;
  const second = (await rest.repos.createRelease(draft)).data;
  expect(second.id).not.toBe(first.id);
  const tag = () => statusOf(rest.git.getRef({ ...BERTH, ref: "tags/v9.0.0" }));
  expect(await tag()).toBe(404);
  expect(await statusOf(rest.repos.getReleaseByTag({ ...BERTH, tag: "v9.0.0" }))).toBe(404);
  const changed = (await rest.repos.updateRelease({ ...BERTH, release_id: first.id, body: "* B" })).data;
  expect(changed).toMatchObject({ body: "* B", draft: true, published_at: null });
  expect(await statusOf(rest.repos.updateRelease({ ...BERTH, release_id: first.id, body: "x".repeat(125_001) }))).toBe(422);
  await rest.repos.updateRelease({ ...BERTH, release_id: first.id, draft: false });
  expect(await tag()).toBe(200);
  expect((await rest.repos.getReleaseByTag({ ...BERTH, tag: "v9.0.0" })).data.id).toBe(first.id);
  expect((await rest.repos.getRelease({ ...BERTH, release_id: second.id })).data.draft).toBe(true);
  expect(await statusOf(rest.repos.updateRelease({ ...BERTH, release_id: second.id, draft: false }))).toBe(422);
  expect((await rest.repos.listReleases(BERTH)).data.map(({ id }) => id)).toEqual([second.id, first.id]);
  const reader = as("demo-auditor").rest;
  expect((await reader.repos.listReleases(BERTH)).data.map(({ id }) => id)).toEqual([first.id]);
  expect(await statusOf(reader.repos.getRelease({ ...BERTH, release_id: second.id }))).toBe(404);
  expect(await statusOf(reader.repos.createRelease(draft))).toBe(403);
  const told = (await eventsSince(start)).filter((event) => event.startsWith("release"));
  expect(told).toEqual(["release created", "release created", "release edited", "release published", "release released"]);
  expect(violations).toEqual([]);
});

test("a protected branch takes no force, or nothing but pull requests", async () => {
  const octokit = as("demo-manager");
  const endpoint = octokit.graphql.defaults({ baseUrl: `${github.url}/api` });
  const { data: repository } = await octokit.rest.repos.get(BERTH);
  const head = (await octokit.rest.git.getRef({ ...BERTH, ref: "heads/clash" })).data.object.sha;
  const main = (await octokit.rest.git.getRef({ ...BERTH, ref: "heads/main" })).data.object.sha;
  const protect = (rule: object) =>
    fetch(`${github.url}/_local/protection`, {
      method: "POST",
      headers: { "x-local-token": CONTROL, "content-type": "application/json" },
      body: JSON.stringify({ owner: "kestrel-harbor", name: "berth", branch: "clash", rule }),
    });
  await protect({ allowsForcePushes: false });
  const force = { input: { repositoryId: repository.node_id, refUpdates: [{ name: "refs/heads/clash", afterOid: main, force: true }] } };
  const move = () => endpoint("mutation M($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }", force);
  await expect(move()).rejects.toThrow("Cannot force-push to this protected branch");
  const rule = await endpoint(
    '{ repository(owner: "kestrel-harbor", name: "berth") { ref(qualifiedName: "refs/heads/clash") { refUpdateRule { allowsForcePushes viewerCanPush } } } }',
  );
  expect(rule).toEqual({ repository: { ref: { refUpdateRule: { allowsForcePushes: false, viewerCanPush: true } } } });
  await protect({ allowsForcePushes: true, requiresPullRequest: true });
  await expect(move()).rejects.toThrow("Changes must be made through a pull request.");
  expect((await octokit.rest.git.getRef({ ...BERTH, ref: "heads/clash" })).data.object.sha).toBe(head);
});

test("tags that a ruleset keeps are made by administrators alone", async () => {
  const control = (prefixes: string[]) =>
    fetch(`${github.url}/_local/tag-rules`, {
      method: "POST",
      headers: { "x-local-token": CONTROL, "content-type": "application/json" },
      body: JSON.stringify({ owner: BERTH.owner, name: BERTH.repo, prefixes }),
    });
  await control(["kept-"]);
  const { rest } = as("demo-manager");
  const sha = (await rest.git.getRef({ ...BERTH, ref: "heads/main" })).data.object.sha;
  const make = (login: string, tag: string) => statusOf(as(login).rest.git.createRef({ ...BERTH, ref: `refs/tags/${tag}`, sha }));
  expect([await make("demo-manager", "kept-1"), await make("demo-manager", "free-1"), await make("demo-administrator", "kept-1")]).toEqual([
    422, 200, 200,
  ]);
  await control([]);
  expect(await make("demo-manager", "kept-2")).toBe(200);
});

test("an answer can be lost after the effect, and a connection cut before it", async () => {
  const { rest } = as("demo-manager");
  const main = (await rest.git.getRef({ ...BERTH, ref: "heads/main" })).data.object.sha;
  const create = (name: string) => statusOf(rest.git.createRef({ ...BERTH, ref: `refs/heads/${name}`, sha: main }));
  const exists = (name: string) => statusOf(rest.git.getRef({ ...BERTH, ref: `heads/${name}` }));
  github.world.faults.set([{ method: "POST", path: "/git/refs", body: "lost-one", kind: "lost", times: 1 }]);
  expect([await create("lost-one"), await exists("lost-one")]).toEqual([500, 200]);
  github.world.faults.set([{ method: "POST", path: "/git/refs", kind: "cut", times: 1 }]);
  expect([await create("cut-one"), await exists("cut-one")]).toEqual([500, 404]);
  expect(await create("cut-one")).toBe(200);
});

test("the App lists its deliveries from the newest on, and has one sent again under the same GUID", async () => {
  const { rest } = new Octokit({ baseUrl: `${github.url}/api/v3`, auth: appJwt() });
  const { webhooks } = github.world;
  for (const _ of [1, 2, 3]) webhooks.send("ping", null, null, { zen: "Keep it logically awesome." });
  await webhooks.settled();
  const [newest, second] = (await rest.apps.listWebhookDeliveries({ per_page: 1 })).data.concat(
    (await rest.apps.listWebhookDeliveries({ per_page: 2 })).data.slice(1),
  );
  expect([newest?.status_code, newest?.redelivery, newest?.event]).toEqual([202, false, "ping"]);
  expect(second?.id).toBeLessThan(newest?.id ?? 0);
  const before = received.length;
  await rest.apps.redeliverWebhookDelivery({ delivery_id: second?.id ?? 0 });
  await webhooks.settled();
  const [again] = (await rest.apps.listWebhookDeliveries({ per_page: 1 })).data;
  expect([again?.guid, again?.redelivery, received.length]).toEqual([second?.guid, true, before + 1]);
  const everything: { id: number }[] = [];
  let cursor: string | undefined;
  do {
    const { data, headers } = await rest.apps.listWebhookDeliveries({ per_page: 100, cursor });
    everything.push(...data);
    cursor = /[?&]cursor=(\d+)[^>]*>; rel="next"/.exec(headers.link ?? "")?.[1];
  } while (cursor);
  expect(new Set(everything.map(({ id }) => id)).size).toBe(everything.length);
  expect(await statusOf(as("demo-manager").rest.apps.listWebhookDeliveries())).toBe(401);
});

/** Another App on the account, that reports what it finds. */
async function reporter(slug: string): Promise<Octokit> {
  const response = await fetch(`${github.url}/_local/apps`, {
    method: "POST",
    headers: { "x-local-token": CONTROL, "content-type": "application/json" },
    body: JSON.stringify({ slug, name: slug, account: BERTH.owner }),
  });
  const { token } = (await response.json()) as { token: string };
  return withToken(token);
}

/** Events of what was received since, with their action. */
async function eventsSince(start: number): Promise<string[]> {
  await github.world.webhooks.settled();
  return received.slice(start).map(({ event, body }) => `${event} ${(JSON.parse(body) as { action?: string }).action ?? ""}`.trim());
}

test("check runs are written by the App that made them alone, and a suite is as bad as its worst", async () => {
  const { rest } = await reporter("coverage");
  const other = (await reporter("linter")).rest;
  const person = as("demo-manager").rest;
  const sha = (await person.git.getRef({ ...BERTH, ref: "heads/release/26.2.0" })).data.object.sha;
  const start = received.length;
  const { data: run } = await rest.checks.create({ ...BERTH, name: "patch", head_sha: sha });
  expect(run).toMatchObject({ status: "queued", conclusion: null, app: { slug: "coverage" } });
  const slipway = withToken(await installationToken());
  for (const refused of [person, other, slipway.rest])
    expect(await statusOf(refused.checks.update({ ...BERTH, check_run_id: run.id, status: "in_progress" }))).toBe(403);
  expect(await statusOf(person.checks.create({ ...BERTH, name: "mine", head_sha: sha }))).toBe(403);
  await rest.checks.update({ ...BERTH, check_run_id: run.id, status: "in_progress" });
  const annotation = { path: "VERSION", start_line: 1, end_line: 1, annotation_level: "failure" as const, message: "not covered" };
  const output = { title: "71 % of the patch", summary: "Below 80 %", annotations: [annotation] };
  await rest.checks.update({ ...BERTH, check_run_id: run.id, conclusion: "failure", output });
  expect((await person.checks.get({ ...BERTH, check_run_id: run.id })).data).toMatchObject({
    status: "completed",
    conclusion: "failure",
    output: { title: "71 % of the patch", annotations_count: 1 },
  });
  expect((await person.checks.listAnnotations({ ...BERTH, check_run_id: run.id })).data).toMatchObject([annotation]);
  expect(await eventsSince(start)).toEqual(["check_run created", "check_run completed", "check_suite completed"]);
  const suite = { ...BERTH, check_suite_id: run.check_suite?.id ?? 0 };
  expect((await person.checks.getSuite(suite)).data).toMatchObject({ conclusion: "failure", latest_check_runs_count: 1 });
  // Asked for again: another run of the same name is what counts now.
  await rest.checks.create({ ...BERTH, name: "patch", head_sha: sha, conclusion: "success" });
  expect((await person.checks.getSuite(suite)).data).toMatchObject({ conclusion: "success", latest_check_runs_count: 1 });
  const names = async (filter: "latest" | "all") =>
    (await person.checks.listForRef({ ...BERTH, ref: "release/26.2.0", filter, app_id: run.app?.id })).data.check_runs.map(
      ({ name, conclusion }) => `${name} ${conclusion}`,
    );
  expect(await names("latest")).toEqual(["patch success"]);
  expect(await names("all")).toEqual(["patch success", "patch failure"]);
  expect(violations).toEqual([]);
});

test("every job is a check run of GitHub's own App with the same id, and every run has a suite", async () => {
  const { rest } = as("demo-manager");
  const sha = (await rest.git.getRef({ ...BERTH, ref: "heads/release/26.2.0" })).data.object.sha;
  const runs = (await rest.actions.listWorkflowRunsForRepo({ ...BERTH, head_sha: sha })).data.workflow_runs;
  const jobs = await Promise.all(
    runs.map(async ({ id }) => (await rest.actions.listJobsForWorkflowRun({ ...BERTH, run_id: id })).data.jobs),
  );
  const checks = (await rest.checks.listForRef({ ...BERTH, ref: sha, app_id: 15368, per_page: 100 })).data.check_runs;
  expect(checks.map(({ id, name }) => [id, name])).toEqual(
    jobs
      .flat()
      .map(({ id, name }) => [id, name])
      .sort((a, b) => Number(b[0]) - Number(a[0])),
  );
  expect(checks.length).toBeGreaterThan(3);
  const [first] = checks;
  expect((await rest.checks.get({ ...BERTH, check_run_id: first?.id ?? 0 })).data).toEqual(first);
  const suites = (await rest.checks.listSuitesForRef({ ...BERTH, ref: sha })).data.check_suites;
  for (const run of runs) expect(suites.map(({ id }) => id)).toContain(run.check_suite_id);
  const start = received.length;
  await rest.actions.createWorkflowDispatch({ ...BERTH, workflow_id: "nightly.yml", ref: "main" });
  if (github.world.store.state.clock) github.world.store.state.clock.advanced += 600_000;
  await github.world.actions.tick();
  const events = await eventsSince(start);
  const count = (name: string) => events.filter((event) => event === name).length;
  expect(count("check_run created")).toBe(count("workflow_job queued"));
  expect(count("check_run completed")).toBe(count("workflow_job completed"));
  expect(count("check_suite completed")).toBe(count("workflow_run completed"));
  expect(count("check_run created")).toBeGreaterThan(0);
  expect(violations).toEqual([]);
});

test("the last status of a context counts, and any failure fails the commit", async () => {
  const bot = (await reporter("pipeline")).rest;
  const person = as("demo-manager").rest;
  const sha = (await person.git.getRef({ ...BERTH, ref: "heads/release/26.2.0" })).data.object.sha;
  const say = (rest: Octokit["rest"], state: "pending" | "success" | "failure" | "error", context: string) =>
    statusOf(rest.repos.createCommitStatus({ ...BERTH, sha, state, context, description: `it is ${state}` }));
  const combined = async () => (await person.repos.getCombinedStatusForRef({ ...BERTH, ref: "release/26.2.0" })).data;
  expect((await combined()).state).toBe("pending");
  const start = received.length;
  expect(await say(bot, "pending", "ci/build")).toBe(200);
  expect(await say(person, "success", "ci/docs")).toBe(200);
  expect((await combined()).state).toBe("pending");
  expect(await say(bot, "error", "ci/build")).toBe(200);
  expect(await combined()).toMatchObject({ state: "failure", total_count: 2 });
  expect(await say(bot, "success", "ci/build")).toBe(200);
  expect((await combined()).state).toBe("success");
  expect((await person.repos.listCommitStatusesForRef({ ...BERTH, ref: sha })).data.map(({ state }) => state)).toEqual([
    "success",
    "error",
    "success",
    "pending",
  ]);
  expect(await eventsSince(start)).toEqual(["status", "status", "status", "status"]);
  expect(await say(as("demo-auditor").rest, "success", "ci/build")).toBe(403);
  const slipway = withToken(await installationToken());
  expect(await say(slipway.rest, "success", "ci/build")).toBe(403);
  expect(violations).toEqual([]);
});

test("every described operation was answered at least once above, and all answers fit", () => {
  expect(listOperations().filter((operation) => !answered.has(operation))).toEqual([]);
  expect(violations).toEqual([]);
});

test("a restart loses nothing", () => {
  github.world.store.save();
  const again = new Store(folder);
  const summary = ({ runs, repositories, deliveries, tokens }: State) => [
    runs.length,
    repositories.length,
    deliveries.length,
    Object.keys(tokens).length,
  ];
  expect(summary(again.state)).toEqual(summary(github.world.store.state));
});

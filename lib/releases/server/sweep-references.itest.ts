import { generateKeyPairSync, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { consolidate } from "@/lib/changelog/consolidate";
import { parseChangelog } from "@/lib/changelog/parse-changelog";
import { listReferencedNumbers } from "@/lib/changelog/referenced-pull";
import { notesColumns, toJson } from "@/lib/changelog/server/draft-row";
import { closeDatabase, database } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { addPersonas, prepareDemo } from "@/local-github/demo/build-demo";
import { gitText } from "@/local-github/git/git";
import { type LocalGithub, startLocalGithub } from "@/local-github/server";
import { parseVersion } from "../version";
import { applyDelivery } from "./apply-delivery";
import { connectByName } from "./connect-repository";
import { sweepReferences } from "./sweep-references";
import { runDueSweep, wakeSweep } from "./sweeps";

const CONTROL = "control-token";
const launcher: string = "../../../scripts/database.mjs";

let folder: string;
let github: LocalGithub;
let running: { url: string; home: string; stop: () => Promise<void> };
let numbers: number[];
/** Requests for what stands behind numbers, since the test began, and how many of them are let through. */
let requests = 0;
let allowed = Number.POSITIVE_INFINITY;
const delivered: { event: string; payload: unknown }[] = [];

/** Stands between Slipway and local-github: counts, and answers 500 when it is told to. Webhooks come here too. */
const between = createServer(async (request, response) => {
  const body = await readAll(request);
  if (request.url === "/hooks") {
    delivered.push({ event: String(request.headers["x-github-event"]), payload: JSON.parse(body.toString()) });
    response.writeHead(202).end();
    return;
  }
  if (body.includes("query Referenced")) {
    if (requests >= allowed) {
      response.writeHead(500, { "content-type": "application/json" }).end('{"message":"Something went wrong"}');
      return;
    }
    requests++;
  }
  const { authorization = "", accept = "", "content-type": type = "application/json" } = request.headers;
  const answer = await fetch(`${github.url}${request.url}`, {
    method: request.method ?? "GET",
    headers: { authorization, accept, "content-type": type },
    ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
  });
  response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "application/json" });
  response.end(Buffer.from(await answer.arrayBuffer()));
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "slipway-references-"));
  const { startDatabase } = (await import(launcher)) as { startDatabase: (options: { folder: string }) => Promise<typeof running> };
  running = await startDatabase({ folder: join(folder, "database") });
  github = await startLocalGithub({ folder: join(folder, "github"), port: 0, controlToken: CONTROL });
  await new Promise<void>((resolve) => between.listen(0, "127.0.0.1", resolve));
  const address = between.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  const keys = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const { world } = github;
  world.store.state.clock = { base: Date.now() - 3_600_000, advanced: 0 };
  world.store.state.app = {
    id: 7,
    slug: "slipway",
    clientId: "Iv1.test",
    clientSecret: "shh",
    ...keys,
    webhookSecret: "a-webhook-secret",
    webhookUrl: null,
    callbackUrls: [],
  };
  addPersonas(world);
  await prepareDemo(world);
  world.store.state.app.webhookUrl = `${url}/hooks`;
  Object.assign(process.env, {
    DATABASE_URL: running.url,
    SLIPWAY_KEY: Buffer.alloc(32, 3).toString("base64"),
    SLIPWAY_DEMO: "1",
    GITHUB_URL: url,
    GITHUB_APP_ID: "7",
    GITHUB_APP_CLIENT_ID: "Iv1.test",
    GITHUB_APP_CLIENT_SECRET: "shh",
    GITHUB_APP_PRIVATE_KEY: keys.privateKey,
    GITHUB_WEBHOOK_SECRET: "a-webhook-secret",
    LOG_LEVEL: "silent",
  });
  await migrate({ DATABASE_URL: running.url, SLIPWAY_KEY: process.env.SLIPWAY_KEY ?? "" }, "prisma/migrations");
  await connectByName("kestrel-harbor/berth");
  numbers = await openDraft();
}, 120_000);

afterAll(async () => {
  await closeDatabase();
  between.close();
  between.closeAllConnections();
  await github.close();
  await running.stop();
  for (const path of [running.home, folder]) rmSync(path, { recursive: true, force: true });
});

beforeEach(async () => {
  requests = 0;
  allowed = Number.POSITIVE_INFINITY;
  delivered.length = 0;
  await database().referencedPull.deleteMany({});
});

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const berth = () => database().repository.findFirstOrThrow({ where: { name: "berth" } });

/** The demo's notes as a draft, with one more entry whose number nobody knows. */
async function openDraft(): Promise<number[]> {
  const { id: repositoryId } = await berth();
  const repository = github.world.store.findRepository("kestrel-harbor", "berth");
  const version = parseVersion("26.2.0");
  if (!repository || !version) throw new Error("the demo has berth 26.2.0");
  const gitFolder = github.world.store.gitFolder(repository);
  const file = await gitText(gitFolder, ["show", "release/26.2.0:CHANGELOG.md"]);
  const text = file.replace("### Documentation\n", "### Documentation\n* Nobody knows this one (#999999)\n");
  const { notes, ledger } = consolidate(parseChangelog(text), version);
  const release = await database().release.create({ data: { repositoryId, version: "26.2.0", sortKey: "26.2.0" } });
  const at = {
    branch: "release/26.2.0",
    path: "CHANGELOG.md",
    headSha: "0".repeat(40),
    blobOid: "0",
    version: "26.2.0",
    date: "2026-01-01",
  };
  await database().draft.create({
    data: { releaseId: release.id, ...at, ...notesColumns(notes), ledger: toJson(ledger), createdBy: randomUUID() },
  });
  return listReferencedNumbers(notes);
}

async function control(path: string, body: object): Promise<void> {
  const response = await fetch(`${github.url}/_local/${path}`, {
    method: "POST",
    headers: { "x-local-token": CONTROL, "content-type": "application/json" },
    body: JSON.stringify({ owner: "kestrel-harbor", name: "berth", login: "demo-lead", ...body }),
  });
  expect(response.status).toBe(200);
}

/** What GitHub sent since, taken in as the worker does. */
async function takeDeliveries(): Promise<string[]> {
  const outcomes: string[] = [];
  for (const { event, payload } of delivered) outcomes.push(await applyDelivery({ guid: randomUUID(), event, payload }));
  return outcomes;
}

const find = async (number: number) =>
  database().referencedPull.findUniqueOrThrow({ where: { repositoryId_number: { repositoryId: (await berth()).id, number } } });
const problem = async () =>
  (await database().sweep.findFirstOrThrow({ where: { resource: "references", repository: { name: "berth" } } })).problem;

test("138 entries cost three requests, and nothing the second time", async () => {
  expect(numbers.length).toBe(138);
  expect(await sweepReferences(await berth())).toBe(false);
  expect(requests).toBe(3);
  expect(await database().referencedPull.count()).toBe(numbers.length);
  await sweepReferences(await berth());
  expect(requests).toBe(3);
});

test("pull requests come with title, labels, author and the paths that git tells; issues and unknown numbers are told apart", async () => {
  await sweepReferences(await berth());
  expect(await find(4102)).toMatchObject({
    kind: "pull",
    title: "Add a fair share policy with half-life decay to the scheduler",
    labels: ["area:scheduler", "type:feature"],
    paths: ["changes/4102.feature.md", "src/berth/scheduler/fair_share.py"],
    author: "demo-lead",
    url: `${github.url}/kestrel-harbor/berth/pull/4102`,
  });
  expect((await find(4102)).mergedAt).not.toBeNull();
  // Worded anew in a later candidate: the pull request is the first of both commits.
  expect((await find(4371)).title).toBe("Persist fair share usage across restarts");
  expect(await find(4113)).toMatchObject({ kind: "issue", labels: ["area:scheduler", "type:documentation"], paths: [], mergedAt: null });
  expect(await find(999_999)).toMatchObject({ kind: "missing", title: "", labels: [] });
  const kinds = await database().referencedPull.groupBy({ by: ["kind"], _count: true, orderBy: { kind: "asc" } });
  expect(kinds.map(({ kind, _count }) => [kind, _count])).toEqual([
    ["issue", 1],
    ["missing", 1],
    ["pull", 136],
  ]);
});

test("after a 500 the answers so far are kept, the failure is told, and the next sweep goes on from there", async () => {
  allowed = 1;
  await expect(sweepReferences(await berth())).rejects.toThrow();
  expect(await database().referencedPull.count()).toBe(50);
  expect(await problem()).toBe(
    "GitHub could not read the pull requests of kestrel-harbor/berth: it answered 500. Nothing was changed; try again in a minute.",
  );
  allowed = Number.POSITIVE_INFINITY;
  requests = 0;
  await sweepReferences(await berth());
  expect(requests).toBe(2);
  expect(await database().referencedPull.count()).toBe(numbers.length);
  expect(await problem()).toBeNull();
}, 30_000);

test("a label that got another name has it everywhere, without a request", async () => {
  await sweepReferences(await berth());
  const carriers = await database().referencedPull.count({ where: { labels: { has: "area:serving" } } });
  await control("labels/rename", { from: "area:serving", to: "area:models" });
  expect(await takeDeliveries()).toEqual([`applied: the label area:serving is area:models at ${carriers} pull requests and issues`]);
  expect(carriers).toBeGreaterThan(5);
  expect(await database().referencedPull.count({ where: { labels: { has: "area:models" } } })).toBe(carriers);
  await sweepReferences(await berth());
  expect(requests).toBe(3);
});

test("an issue that changed is read again, one that no entry names is not", async () => {
  await sweepReferences(await berth());
  await control("labels/set", { number: 4113, labels: ["good first issue"] });
  const [told] = delivered;
  expect(await takeDeliveries()).toEqual(["applied: #4113 is read again"]);
  await sweepReferences(await berth());
  expect(requests).toBe(4);
  expect((await find(4113)).labels).toEqual(["good first issue"]);
  const other = JSON.parse(JSON.stringify(told?.payload).replaceAll("4113", "77"));
  expect(await applyDelivery({ guid: randomUUID(), event: "issues", payload: other })).toBe("ignored: no entry refers to #77");
});

test("two workers that are woken at once ask GitHub once", async () => {
  const { id } = await berth();
  await database().sweep.updateMany({ data: { nextAt: new Date(Date.now() + 3_600_000) } });
  await wakeSweep(id, "references");
  const first = runDueSweep();
  await new Promise((resolve) => setTimeout(resolve, 30));
  await wakeSweep(id, "references");
  await Promise.all([first, runDueSweep()]);
  expect(requests).toBe(3);
});

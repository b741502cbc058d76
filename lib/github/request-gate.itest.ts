import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { database } from "@/lib/db/client";
import { startTestDatabase } from "@/lib/db/test-database";
import { AppError } from "@/lib/errors/app-error";
import { type Octokit, userOctokit } from "./octokit";
import { readRepository } from "./repositories";
import { gatedFetch } from "./request-gate";
import { trimRecords } from "./trim-records";

interface Asked {
  at: number;
  token: string;
  line: string;
}

/** What GitHub answers from now on, and everything it was asked. */
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const asked: Asked[] = [];
let github: Server;
let stopDatabase: () => Promise<void>;
let octokit: Octokit;
let other: Octokit;

beforeAll(async () => {
  github = createServer((request, response) => {
    asked.push({ at: performance.now(), token: String(request.headers.authorization), line: `${request.method} ${request.url}` });
    request.resume();
    answer(request, response);
  });
  await new Promise<void>((resolve) => github.listen(0, "127.0.0.1", resolve));
  const { port } = github.address() as AddressInfo; // it listens on TCP
  stopDatabase = await startTestDatabase({ GITHUB_URL: `http://127.0.0.1:${port}` });
});

afterAll(async () => {
  github.closeAllConnections();
  github.close();
  await stopDatabase();
});

beforeEach(async () => {
  await database().requestBudget.deleteMany();
  await database().requestUse.deleteMany();
  await database().githubState.updateMany({ data: { failures: 0, failingSince: null, awaySince: null, probeAt: null } });
  octokit = userOctokit("one", "token-of-one");
  other = userOctokit("two", "token-of-two");
  asked.length = 0;
});

const json = (response: ServerResponse, status: number, headers: Record<string, string>, body: unknown) =>
  void response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
const REPOSITORY = { id: 1, node_id: "R", name: "boat", owner: { login: "odd" }, private: false, default_branch: "main" };
const fine = (_: IncomingMessage, response: ServerResponse) => json(response, 200, left(4_000), REPOSITORY);
const SECONDARY = { message: "You have exceeded a secondary rate limit." };

/** Rate-limit headers; `skew` moves the server's clock. */
function left(remaining: number, { resetIn = 1_800, skew = 0 } = {}): Record<string, string> {
  const now = Math.floor(Date.now() / 1000) + skew;
  return {
    date: new Date(now * 1000).toUTCString(),
    "x-ratelimit-limit": "5000",
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-reset": String(now + resetIn),
    "x-ratelimit-resource": "core",
  };
}

const read = (client = octokit) => readRepository(client, { owner: "odd", name: "boat" });

/** Without the plugin's own attempts, which wait in real time. */
const readOnce = (client: Octokit) => client.rest.repos.get({ owner: "odd", repo: "boat", request: { retries: 0 } });

async function refusal(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => new Error("this should have been held back"),
    (cause: unknown) => cause,
  );
  if (!(error instanceof AppError)) throw error;
  return error;
}

/** Time passes for everything that is kept. */
async function letPass(seconds: number): Promise<void> {
  await database().$executeRaw`update "RequestBudget" set "pausedUntil" = "pausedUntil" - ${seconds} * interval '1 second'`;
  await database()
    .$executeRaw`update "GithubState" set "probeAt" = "probeAt" - ${seconds} * interval '1 second', "failingSince" = "failingSince" - ${seconds} * interval '1 second'`;
}

/** Asked from many sides all the time: nothing is sent until so many seconds have passed, and something is then. */
async function expectSilence(seconds: number): Promise<void> {
  const before = asked.length;
  for (const client of [octokit, userOctokit("one", "a new token of one")]) {
    await refusal(read(client));
    await Promise.all(Array.from({ length: 10 }, () => refusal(read(client))));
  }
  await letPass(seconds - 3);
  await refusal(read());
  expect(asked).toHaveLength(before);
  await letPass(4);
  answer = fine;
  await read();
  expect(asked).toHaveLength(before + 1);
}

for (const [name, headers] of [
  ["clocks agree", left(0)],
  ["its clock is five minutes ahead", left(0, { skew: 300 })],
  ["its clock is five minutes behind", left(0, { skew: -300 })],
] as const)
  test(`T17 the last request of the hour is the last one until the reset, when ${name}`, async () => {
    answer = (_, response) => json(response, 200, headers, REPOSITORY);
    await read();
    const error = await refusal(read());
    expect(error.message).toMatch(/^GitHub takes no requests from you until \d\d:\d\d:\d\d UTC: the limit of an hour is used up/);
    expect(Date.parse(String(error.detail.retryAt)) - Date.now()).toBeGreaterThan(1_790_000);
    await read(other).catch(() => {});
    expect(asked.map(({ token }) => token)).toEqual(["token token-of-one", "token token-of-two"]);
    answer = fine;
    await expectSilence(1_800);
  });

test("T17 a refusal by the hourly limit is not repeated, nor is anything else asked", async () => {
  answer = (_, response) => json(response, 403, left(0, { resetIn: 600 }), { message: "API rate limit exceeded for user" });
  expect((await refusal(read())).message).toMatch(/^GitHub takes no requests from you until/);
  expect(asked).toHaveLength(1);
  await expectSilence(600);
});

test("T17 a reset in the past is a minute at least, and two the next time", async () => {
  answer = (_, response) => json(response, 403, left(0, { resetIn: -20 }), { message: "API rate limit exceeded for user" });
  const refuse = () => read().catch(() => {});
  await refuse();
  await letPass(57);
  await refusal(read());
  expect(asked).toHaveLength(1);
  await letPass(4);
  await refuse();
  expect(asked).toHaveLength(2);
  await letPass(117);
  await refusal(read());
  expect(asked).toHaveLength(2);
});

test("T17 a secondary limit with retry-after holds everything back for so long, GraphQL too", async () => {
  answer = (_, response) => json(response, 403, { ...left(4_000), "retry-after": "95" }, SECONDARY);
  await read().catch(() => {});
  const error = await refusal(octokit.graphql("query { x }"));
  expect(error.message).toMatch(/^GitHub asks you to slow down and takes no requests until \d\d:\d\d:\d\d UTC/);
  await expectSilence(95);
});

test("T17 a secondary limit without a time is a minute, then two, then four, and a minute again after an answer", async () => {
  const limited = (_: IncomingMessage, response: ServerResponse) => json(response, 429, left(4_000), SECONDARY);
  for (const minutes of [1, 2, 4]) {
    answer = limited;
    const before = asked.length;
    await read().catch(() => {});
    expect(asked).toHaveLength(before + 1);
    await letPass(minutes * 60 - 3);
    await refusal(read());
    expect(asked).toHaveLength(before + 1);
    await letPass(4);
  }
  answer = fine;
  await read();
  answer = limited;
  await read().catch(() => {});
  await expectSilence(60);
});

test("T17 a burst that is refused together is one refusal: a minute, then two", async () => {
  for (const seconds of [60, 120]) {
    let waiting: (() => void)[] = [];
    // GitHub refuses them once all are under way.
    answer = (_, response) => {
      waiting.push(() => json(response, 429, left(4_000), SECONDARY));
      if (waiting.length === 8) for (const refuse of waiting) refuse();
    };
    await Promise.all(Array.from({ length: 8 }, () => readOnce(other).catch(() => {})));
    expect(waiting).toHaveLength(8);
    waiting = [];
    const { strikes, pausedUntil } = await database().requestBudget.findFirstOrThrow({ where: { resource: "all", strikes: { gt: 0 } } });
    expect([strikes, Math.round(((pausedUntil?.getTime() ?? 0) - Date.now()) / 10_000) * 10]).toEqual([seconds / 60, seconds]);
    await letPass(seconds + 1);
  }
});

test("T17 refusals that say a time make no later one longer", async () => {
  answer = (_, response) => json(response, 403, { ...left(4_000), "retry-after": "5" }, SECONDARY);
  for (const _ of [1, 2, 3]) {
    await readOnce(octokit).catch(() => {});
    await letPass(6);
  }
  answer = (_, response) => json(response, 429, left(4_000), SECONDARY);
  await readOnce(octokit).catch(() => {});
  await expectSilence(60);
});

test("T17 GraphQL's own limit leaves REST alone, and a text that quotes one stops nothing", async () => {
  const body = { errors: [{ type: "RATE_LIMITED", message: "API rate limit exceeded" }] };
  answer = (_, response) => json(response, 200, { ...left(0, { resetIn: 300 }), "x-ratelimit-resource": "graphql" }, body);
  await octokit.graphql("query { x }").catch(() => {});
  await refusal(octokit.graphql("query { x }"));
  answer = fine;
  await read();
  expect(asked).toHaveLength(2);
  answer = (_, response) => json(response, 200, left(4_000), { data: { title: "On the secondary rate limit, or RATE_LIMITED" } });
  await other.graphql("query { title }");
  await other.graphql("query { title }");
});

test("an answer that says stop counts for requests that begin at that very moment", async () => {
  answer = (_, response) => json(response, 200, left(0), REPOSITORY);
  const first = read();
  // As soon as the answer is out, others ask; the database has not heard of it yet.
  while (asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await first;
  const rest = await Promise.allSettled(Array.from({ length: 20 }, () => read()));
  expect(rest.every(({ status }) => status === "rejected")).toBe(true);
  expect(asked).toHaveLength(1);
});

test("writes of one person go one after the other, a second apart, whatever the number of clients; two people do not wait for each other", async () => {
  const open: Record<string, number> = {};
  let most = 0;
  answer = (request, response) => {
    const token = String(request.headers.authorization);
    open[token] = (open[token] ?? 0) + 1;
    most = Math.max(most, open[token] ?? 0);
    setTimeout(() => {
      open[token] = (open[token] ?? 0) - 1;
      json(response, 201, left(4_000), { ref: "refs/heads/x", object: { sha: "1" } });
    }, 150);
  };
  const write = (client: Octokit) => client.rest.git.createRef({ owner: "odd", repo: "boat", ref: "refs/heads/x", sha: "1".repeat(40) });
  const clients = [octokit, userOctokit("one", "token-of-one"), octokit];
  await Promise.all([...clients.map(write), write(other), octokit.graphql("mutation { x }").catch(() => {})]);
  expect(most).toBe(1);
  const own = asked.filter(({ token }) => token === "token token-of-one").map(({ at }) => at);
  const pauses = own.slice(1).map((at, index) => at - (own[index] ?? 0));
  expect(own).toHaveLength(4);
  for (const pause of pauses) expect(pause).toBeGreaterThan(1_140);
  const [firstOfTwo] = asked.filter(({ token }) => token === "token token-of-two");
  expect((firstOfTwo?.at ?? 0) - (own[0] ?? 0)).toBeLessThan(1_000);
});

for (const [name, fail] of [
  ["answers 5xx", (_: IncomingMessage, response: ServerResponse) => void response.writeHead(503).end()],
  ["breaks every connection", (request: IncomingMessage) => void request.socket.destroy()],
] as const)
  test(`T16 while GitHub ${name}, one request in half a minute asks whether it is back, whoever sends it`, async () => {
    answer = fail;
    await read().catch(() => {});
    await letPass(10);
    await read(other).catch(() => {});
    const { awaySince } = await database().githubState.findUniqueOrThrow({ where: { id: 1 } });
    expect(awaySince).not.toBeNull();
    const before = asked.length;
    // Half an hour, looked at every half minute by two people with two pages each.
    for (let half = 0; half < 60; half++) {
      await letPass(30);
      const errors = await Promise.all([octokit, other, octokit, other].map((client) => readOnce(client).catch((error: unknown) => error)));
      expect(
        errors.some((error) => error instanceof AppError && /^GitHub has not answered since \d\d:\d\d:\d\d UTC/.test(error.message)),
      ).toBe(true);
    }
    expect(asked.length - before).toBe(60);
    answer = fine;
    await letPass(30);
    await read();
    await Promise.all([read(), read(other)]);
    expect((await database().githubState.findUniqueOrThrow({ where: { id: 1 } })).awaySince).toBeNull();
  });

test("one request that fails again and again is no outage while GitHub answers others", async () => {
  answer = (request, response) => (request.url?.endsWith("/boat") ? void response.writeHead(500).end() : fine(request, response));
  for (let round = 0; round < 3; round++) {
    await readOnce(octokit).catch(() => {});
    await letPass(10);
  }
  await readOnce(octokit).catch(() => {});
  expect((await database().githubState.findUniqueOrThrow({ where: { id: 1 } })).awaySince).toBeNull();
  expect(asked.map(({ line }) => line)).toContain("GET /api/v3/rate_limit");
});

test("one fault among answers is no outage", async () => {
  let count = 0;
  answer = (request, response) => (++count % 3 === 0 ? fine(request, response) : void response.writeHead(502).end());
  for (let round = 0; round < 2; round++) {
    await read();
    await letPass(10);
  }
  expect((await database().githubState.findUniqueOrThrow({ where: { id: 1 } })).awaySince).toBeNull();
});

test("what was used stands beside the identity, by kind; no token does", async () => {
  answer = fine;
  await read();
  await read();
  expect(await database().requestUse.findMany()).toMatchObject([{ identity: "user:one", kind: "repositories", requests: 2, unchanged: 0 }]);
  const rows = JSON.stringify([await database().requestBudget.findMany(), await database().requestUse.findMany()]);
  expect(rows).toContain('"remaining":4000');
  expect(rows).not.toContain("token");
});

test("the background asks with the ETag it has: a 304 is answered from what is kept, page for page and for this identity alone", async () => {
  const url = `${process.env.GITHUB_URL}/api/v3/repos/odd/boat/pulls?state=open`;
  let version = "one";
  const conditions: (string | undefined)[] = [];
  answer = (request, response) => {
    conditions.push(request.headers["if-none-match"]);
    if (request.headers["if-none-match"] === `"${version}"`) response.writeHead(304, { ...left(4_000), etag: `"${version}"` }).end();
    else json(response, 200, { ...left(4_000), etag: `"${version}"`, link: `<${url}&page=2>; rel="next"` }, [{ version }]);
  };
  const ask = async (identity: string, isCached = true) => {
    const response = await gatedFetch(identity, { isCached })(url);
    return [response.status, response.headers.get("link"), response.url, await response.json()];
  };
  const first = await ask("installation:1");
  expect(first).toEqual([200, `<${url}&page=2>; rel="next"`, url, [{ version: "one" }]]);
  expect(await ask("installation:1")).toEqual(first);
  expect(await database().requestUse.findMany({ where: { identity: "installation:1" } })).toMatchObject([
    { kind: "pull requests", requests: 2, unchanged: 1 },
  ]);
  await ask("installation:2");
  await ask("user:one", false);
  version = "two";
  expect((await ask("installation:1"))[3]).toEqual([{ version: "two" }]);
  expect(conditions).toEqual([undefined, '"one"', undefined, undefined, '"one"']);
});

test("what is kept of answers does not grow: old ones leave, and the largest sum is kept by leaving out the oldest", async () => {
  const row = (url: string, days: number) => ({
    scope: "installation:9",
    url,
    accept: "",
    etag: "1",
    headers: {},
    body: new Uint8Array(1_000),
    checkedAt: new Date(Date.now() - days * 86_400_000),
  });
  await database().httpCache.deleteMany();
  await database().httpCache.createMany({ data: [row("a", 0), row("b", 1), row("c", 2), row("d", 4)] });
  await trimRecords();
  expect(await database().httpCache.count()).toBe(3);
  await trimRecords(2_500);
  expect((await database().httpCache.findMany({ orderBy: { url: "asc" } })).map(({ url }) => url)).toEqual(["a", "b"]);
});

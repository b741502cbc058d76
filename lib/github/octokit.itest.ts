import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createGzip } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { database } from "@/lib/db/client";
import { startTestDatabase } from "@/lib/db/test-database";
import { githubError } from "./github-error";
import { type Octokit, userOctokit } from "./octokit";
import { readRepository } from "./repositories";

/** What the next requests are answered with, and which came. */
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const asked: string[] = [];
/** Another host that a redirect might lead to. */
const strangers: string[] = [];
let github: Server;
let stranger: Server;
let octokit: Octokit;
let stopDatabase: () => Promise<void>;

beforeAll(async () => {
  github = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    request.resume();
    answer(request, response);
  });
  stranger = createServer((request, response) => {
    strangers.push(`${request.method} ${request.url}`);
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  for (const server of [github, stranger]) await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stopDatabase = await startTestDatabase({ SLIPWAY_DEMO: "1", GITHUB_URL: addressOf(github) });
  octokit = userOctokit("somebody", "a token");
});

afterAll(async () => {
  for (const server of [github, stranger]) {
    server.closeAllConnections();
    server.close();
  }
  await stopDatabase();
});

beforeEach(async () => {
  // Every test is a GitHub that fails; none is one that has been away since the test before.
  await database().githubState.updateMany({ data: { failures: 0, failingSince: null, awaySince: null, probeAt: null } });
  asked.length = 0;
  strangers.length = 0;
});

const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on TCP

/** The sentence a person would read, and how long they waited for it. */
async function failed(work: Promise<unknown>): Promise<{ code: string; message: string; seconds: number }> {
  const start = performance.now();
  const error = await work.then(
    () => Promise.reject(new Error("this should have failed")),
    (cause: unknown) => githubError(cause, "read the repository"),
  );
  return { code: error.code, message: error.message, seconds: (performance.now() - start) / 1000 };
}

const read = () => readRepository(octokit, { owner: "odd", name: "boat" });
const write = () => octokit.rest.git.createRef({ owner: "odd", repo: "boat", ref: "refs/heads/x", sha: "1".repeat(40) });

for (const status of [301, 302, 307])
  test(`T18 a redirect with ${status} to another host is not followed, with or without an effect`, async () => {
    answer = (_, response) => response.writeHead(status, { location: `${addressOf(stranger)}/elsewhere` }).end();
    for (const work of [read, write]) expect((await failed(work())).code).toBe("upstream");
    expect(asked).toHaveLength(2);
    expect(strangers).toEqual([]);
  });

test("T18 a proxy's page is not taken for an answer of GitHub", async () => {
  answer = (_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<h1>Sign in to the network</h1>");
  const { code, message } = await failed(read());
  expect(code).toBe("upstream");
  expect(message).toContain("is not GitHub, or was cut off: 200 with text/html");
  expect(asked).toHaveLength(1);
});

test("T18 half an answer is none", async () => {
  answer = (_, response) => response.writeHead(200, { "content-type": "application/json" }).end('{"id": 1, "name": "bo');
  expect((await failed(read())).message).toContain("was cut off");
  answer = (_, response) => response.writeHead(200).end();
  await octokit.request("GET /nothing");
});

test("T18 an answer that unpacks to more than GitHub sends is given up", async () => {
  answer = (_, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
    const zip = createGzip();
    zip.pipe(response);
    response.on("close", () => zip.destroy());
    zip.on("error", () => {});
    const zeros = Buffer.alloc(1024 * 1024, " ");
    const fill = (left: number) => {
      if (left > 0 && !zip.destroyed) zip.write(zeros, () => fill(left - 1));
      else zip.end();
    };
    fill(300);
  };
  expect((await failed(read())).code).toBe("upstream");
});

test("T18 a body that comes byte by byte, and a head that never comes, end within ten seconds and are not asked for again", async () => {
  answer = (request, response) => {
    if (request.method !== "GET") return;
    response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
    const drip = setInterval(() => response.write(" "), 500);
    response.on("close", () => clearInterval(drip));
  };
  const [slow, silent] = await Promise.all([failed(read()), failed(write())]);
  for (const { code, seconds } of [slow, silent]) {
    expect(code).toBe("upstream");
    expect(seconds).toBeLessThan(11);
  }
  expect(asked.map((line) => line.split(" ")[0]).sort()).toEqual(["GET", "POST"]);
}, 30_000);

test("a read is repeated after a 502, a write is not", async () => {
  answer = (_, response) => response.writeHead(502).end();
  await failed(write());
  expect(asked).toHaveLength(1);
  asked.length = 0;
  let count = 0;
  answer = (_, response) => {
    count++;
    if (count < 2) response.writeHead(502).end();
    else response.writeHead(200, { "content-type": "application/json" }).end("[]");
  };
  expect((await octokit.request("GET /user/repos")).data).toEqual([]);
  expect(asked).toHaveLength(2);
  asked.length = 0;
  answer = (_, response) => response.writeHead(502).end();
  await failed(octokit.graphql("mutation { x }"));
  expect(asked).toHaveLength(1);
});

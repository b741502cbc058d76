import { RequestError } from "@octokit/request-error";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestDatabase } from "@/lib/db/test-database";
import { AppError } from "@/lib/errors/app-error";
import { userOctokit } from "./octokit";
import { type Exchange, playRecordings, type Recording } from "./play-recording";
import { SCENARIOS } from "./recorded-scenarios";

/** How a request ended for whoever made it. */
type Outcome = { data: unknown } | { error: unknown };

let recording: Recording;
let stopDatabase = async () => {};
const outcomes = new Map<string, Outcome[]>();

beforeAll(async () => {
  recording = await playRecordings();
  stopDatabase = await startTestDatabase({ GITHUB_URL: recording.url });
  // Not as in the demo: with the pauses between writes that GitHub asks for.
  delete process.env.SLIPWAY_DEMO;
  // Side by side: each has a client, and so a queue, of its own.
  await Promise.all(Object.entries(SCENARIOS).map(([name, calls]) => play(name, calls)));
});

afterAll(async () => {
  await recording.stop();
  await stopDatabase();
});

async function play(name: string, calls: (typeof SCENARIOS)[string]): Promise<void> {
  const octokit = userOctokit(name, name);
  const seen: Outcome[] = [];
  outcomes.set(name, seen);
  octokit.hook.wrap("request", async (request, options) => {
    try {
      const response = await request(options);
      seen.push({ data: response.data });
      return response;
    } catch (error) {
      seen.push({ error });
      throw error;
    }
  });
  // A refusal is an outcome like any other.
  for (const call of calls(octokit)) await Promise.allSettled([call]);
}

/** What Slipway's client makes of a recorded answer, by what kind of answer it is. */
function expectReadRight({ status, headers, response, responseIsBinary }: Exchange, outcome: Outcome): void {
  const kind = String(headers["content-type"] ?? "");
  const error = "error" in outcome ? outcome.error : null;
  // Nothing is followed, on or off the host: a repository that was renamed is found by its id.
  if (status >= 300 && status < 400) expect(error).toMatchObject({ message: "unexpected redirect" });
  else if (status >= 400) {
    expect(error).toBeInstanceOf(RequestError);
    expect(error).toMatchObject({ status, response: { data: response } });
  }
  // Pages and raw files: Slipway asks for neither, and takes neither for an answer.
  else if (status === 200 && /^text|raw/.test(kind)) expect(error).toBeInstanceOf(AppError);
  else if (responseIsBinary) expect(Buffer.from(dataOf(outcome) as ArrayBuffer).toString("hex")).toBe(response);
  else if (kind.includes("json")) expect(dataOf(outcome)).toEqual(response);
  else expect([[204, 205].includes(status), dataOf(outcome) || undefined]).toEqual([true, undefined]);
}

function dataOf(outcome: Outcome): unknown {
  if ("error" in outcome) throw outcome.error;
  return outcome.data;
}

test("the 22 scenarios are all there are", () => {
  expect([...recording.scenarios.keys()].sort()).toEqual(Object.keys(SCENARIOS).sort());
  expect(recording.scenarios.size).toBe(22);
});

for (const name of Object.keys(SCENARIOS))
  test(`recorded at api.github.com: ${name}`, () => {
    const exchanges = recording.scenarios.get(name) ?? [];
    const seen = outcomes.get(name) ?? [];
    expect(exchanges.length).toBeGreaterThan(0);
    expect(seen).toHaveLength(exchanges.length);
    for (const [index, outcome] of seen.entries()) expectReadRight(exchanges[index] as Exchange, outcome);
  });

test("every recorded request was made, in its order and with its body, and nothing else was", () => {
  expect(recording.surprises).toEqual([]);
  expect(recording.unasked()).toEqual([]);
});

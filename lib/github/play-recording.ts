import { readdirSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";

const require = createRequire(import.meta.url);

/** One request and its answer, as `@octokit/fixtures` recorded them at api.github.com. */
export interface Exchange {
  scope: string;
  method: string;
  path: string;
  /** JSON, the text that was sent, or "" for nothing. */
  body: unknown;
  status: number;
  response: unknown;
  responseIsBinary: boolean;
  reqheaders: { accept: string };
  headers: Record<string, unknown>;
}

/** What the answers are made of; the rest of the headers concerns connections and browsers. */
const TOLD = ["content-type", "link", "location", "etag", "last-modified"];
const HOSTS: Record<string, string> = { "api.github.com": "/api/v3", "uploads.github.com": "/uploads", "codeload.github.com": "/codeload" };

/** Every recorded scenario by name, with its addresses leading to `url`. */
export function readScenarios(url: string): Map<string, Exchange[]> {
  const folder = join(dirname(require.resolve("@octokit/fixtures/package.json")), "scenarios/api.github.com");
  return new Map(
    readdirSync(folder).map((name) => {
      const text = readFileSync(join(folder, name, "normalized-fixture.json"), "utf8");
      const exchanges = JSON.parse(text) as Exchange[];
      const lead = (value: unknown) => JSON.parse(leadTo(url, JSON.stringify(value))) as never;
      return [name, exchanges.map((exchange) => ({ ...exchange, response: lead(exchange.response), headers: lead(exchange.headers) }))];
    }),
  );
}

export interface Recording {
  url: string;
  scenarios: Map<string, Exchange[]>;
  /** Requests that were not the next recorded ones, with what was expected instead. */
  surprises: string[];
  /** Recorded requests that never came. */
  unasked: () => string[];
  stop: () => void;
}

/** A GitHub that answers what was recorded, each scenario in its order, to whoever comes with the scenario's name as token. */
export async function playRecordings(): Promise<Recording> {
  const surprises: string[] = [];
  const left = new Map<string, Exchange[]>();
  const server = createServer((request, response) => {
    const scenario = request.headers.authorization?.replace(/^token /, "") ?? "";
    void readText(request).then((text) => {
      const expected = left.get(scenario)?.shift();
      const problem = expected ? describeDifference(request, text, expected) : "nothing";
      if (problem) surprises.push(`${scenario}: ${request.method} ${request.url} came, ${problem} was expected`);
      if (expected && !problem) answer(response, expected);
      else response.writeHead(500, { "content-type": "application/json" }).end('{"message":"not recorded"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on TCP
  const scenarios = readScenarios(url);
  for (const [name, exchanges] of scenarios) left.set(name, [...exchanges]);
  return {
    url,
    scenarios,
    surprises,
    unasked: () => [...left].flatMap(([name, exchanges]) => exchanges.map(({ method, path }) => `${name}: ${method} ${path}`)),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** What was expected instead, in words; null when the request is the recorded one. */
function describeDifference(request: IncomingMessage, text: string, { scope, method, path, body, reqheaders }: Exchange): string | null {
  const wanted = `${HOSTS[new URL(scope).hostname]}${path === "/" ? "" : path}`;
  if (request.method !== method.toUpperCase() || toPlain(request.url ?? "") !== toPlain(wanted)) return `${method.toUpperCase()} ${wanted}`;
  const sent: unknown = typeof body === "string" ? text : JSON.parse(text || "null");
  if (!isDeepStrictEqual(sent, body)) return `the body ${JSON.stringify(body)} instead of ${text}`;
  const isRaw = (accept: string | undefined) => /\braw\b/.test(accept ?? "");
  return isRaw(request.headers.accept) === isRaw(reqheaders.accept) ? null : `to accept ${reqheaders.accept}`;
}

/** GitHub reads `heads%2Ftest` as `heads/test`, and a slash at the end as none. */
const toPlain = (address: string) => decodeURIComponent(address).replace(/\/$/, "");

function answer(response: ServerResponse, { status, response: body, responseIsBinary, headers }: Exchange): void {
  for (const [name, value] of Object.entries(headers))
    if (TOLD.includes(name) || name.startsWith("x-ratelimit")) response.setHeader(name, String(value));
  const text = typeof body === "string" ? body : JSON.stringify(body);
  response.writeHead(status).end(responseIsBinary ? Buffer.from(text, "hex") : text);
}

function leadTo(url: string, text: string): string {
  return Object.entries(HOSTS).reduce((led, [host, path]) => led.replaceAll(`https://${host}`, `${url}${path}`), text);
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { routeControl } from "./control";
import { routeCheckControl } from "./control-checks";
import { routeLabelControl } from "./control-labels";
import { routeLimitControl } from "./control-limits";
import { routePeopleControl } from "./control-people";
import { playFaults } from "./faults";
import { routeGraphql } from "./graphql/graphql";
import { type Ctx, type Env, etagOf, HttpError } from "./http";
import { type Actor, authenticate } from "./identity/actor";
import { routeOauth } from "./identity/oauth";
import { routeActions } from "./rest/actions";
import { routeApp } from "./rest/app";
import { routeAppDeliveries } from "./rest/app-deliveries";
import { routeCheckRuns } from "./rest/check-runs";
import { routeGitData } from "./rest/git-data";
import { routeJobLogs } from "./rest/job-logs";
import { routePullChanges } from "./rest/pull-changes";
import { routePulls } from "./rest/pulls";
import { routeReleases } from "./rest/releases";
import { routeRepositories } from "./rest/repositories";
import { routeRunActs } from "./rest/run-acts";
import { routeStatuses } from "./rest/statuses";
import { routeTeams } from "./rest/teams";
import { isSmartHttp, serveSmartHttp } from "./smart-http";
import { Store } from "./state";
import { World } from "./world";

export interface LocalGithubOptions {
  /** Where repositories and state are kept. */
  folder: string;
  port: number;
  /** Opens `/_local/…`; a new one for every start. */
  controlToken: string;
  /** Sees every API exchange; the tests check both directions against GitHub's description with it. */
  onExchange?: (exchange: Exchange) => void;
}

export interface Exchange {
  method: string;
  path: string;
  query: Record<string, string>;
  status: number;
  requestBody: unknown;
  responseBody: unknown;
}

export interface LocalGithub {
  world: World;
  url: string;
  close(): Promise<void>;
}

/** Starts a GitHub on this machine: loopback only, over real bare git repositories. */
export async function startLocalGithub({ folder, port, controlToken, onExchange }: LocalGithubOptions): Promise<LocalGithub> {
  const store = new Store(folder);
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  const actualPort = typeof address === "object" && address ? address.port : port;
  const url = `http://127.0.0.1:${actualPort}`;
  const world = new World(store, url);
  const answer = getRequestListener(buildRouter(world, controlToken, onExchange).fetch, { overrideGlobalObjects: false });
  server.on("request", (request, response) => {
    const refusal = refuseForeign(request.headers.host, request.headers.origin, actualPort);
    if (refusal) {
      response.writeHead(403, { "content-type": "application/json" }).end(JSON.stringify({ message: refusal }));
      return;
    }
    if (world.outage.play(request, response)) return;
    const target = new URL(request.url ?? "/", url);
    if (!isSmartHttp(target)) return void answer(request, response);
    serveSmartHttp(world, request, response, target).catch(() => response.destroy());
  });
  const ticker = setInterval(() => {
    if (!store.state.clock) void world.actions.tick().catch((error: unknown) => console.error("local-github:", error));
  }, 250);
  return {
    world,
    url,
    close: async () => {
      clearInterval(ticker);
      await closeServer(server);
      store.save();
    },
  };
}

/** A web page must not drive it, and no name of another host may lead to it (DNS rebinding). */
export function refuseForeign(host: string | undefined, origin: string | undefined, port: number): string | null {
  const hosts = ["127.0.0.1", "localhost", "github.localhost"].map((name) => `${name}:${port}`);
  if (!host || !hosts.includes(host)) return "local-github answers to 127.0.0.1 and localhost only";
  if (origin && !hosts.some((known) => origin === `http://${known}`)) return "local-github takes no requests from other origins";
  return null;
}

function buildRouter(world: World, controlToken: string, onExchange: LocalGithubOptions["onExchange"]): Hono<Env> {
  const { limits } = world;
  const root = new Hono<Env>();
  routeOauth(root, world.store);
  routeControl(root, world, controlToken);
  routeLabelControl(root, world);
  routeCheckControl(root, world);
  routeLimitControl(root, world);
  routePeopleControl(root, world);

  const api = new Hono<Env>();
  api.use(playFaults(world.faults));
  api.use(async (c, next) => {
    const actor: Actor = authenticate(world.store, c.req.header("authorization"));
    c.set("actor", actor);
    limits.refuse(actor.key, "core", c.req.method !== "GET");
    const requestText = onExchange && c.req.method !== "GET" ? await c.req.raw.clone().text() : "";
    await next();
    c.header("x-github-request-id", randomUUID());
    c.header("x-github-media-type", "github.v3; format=json");
    await answerConditionally(c);
    for (const [name, value] of limits.count(actor.key, "core", c.res.status === 304)) c.header(name, value);
    if (onExchange) onExchange(await toExchange(c, requestText));
  });
  api.get("/rate_limit", (c) => c.json(limits.overview(c.get("actor").key)));
  routeApp(api, world);
  routeAppDeliveries(api, world);
  // Before the route of a commit, whose name may hold slashes.
  routeCheckRuns(api, world);
  routeStatuses(api, world);
  routeRepositories(api, world);
  routeGitData(api, world);
  routePulls(api, world);
  routePullChanges(api, world);
  routeReleases(api, world);
  routeTeams(api, world);
  routeActions(api, world);
  routeRunActs(api, world);
  routeJobLogs(api, root, world);
  root.route("/api/v3", api);

  const graph = new Hono<Env>();
  graph.use(playFaults(world.faults));
  graph.use(async (c, next) => {
    const actor = authenticate(world.store, c.req.header("authorization"));
    if (actor.kind === "anonymous") throw new HttpError(401, "This endpoint requires you to be authenticated.");
    c.set("actor", actor);
    const requestText = onExchange ? await c.req.raw.clone().text() : "";
    limits.refuse(actor.key, "graphql", false);
    await next();
    for (const [name, value] of limits.count(actor.key, "graphql", false)) c.header(name, value);
    if (onExchange) onExchange(await toExchange(c, requestText));
  });
  routeGraphql(graph, world, "/graphql");
  root.route("/api", graph);

  root.onError((error, c) => {
    if (error instanceof HttpError) {
      const body = {
        message: error.message,
        documentation_url: "https://docs.github.com/rest",
        status: String(error.status),
        ...(error.errors ? { errors: error.errors } : {}),
      };
      return c.json(body, error.status, error.headers);
    }
    console.error("local-github:", error);
    return c.json({ message: `local-github failed: ${error.message}` }, 500);
  });
  root.notFound((c) => c.json({ message: `local-github has no route ${c.req.method} ${new URL(c.req.url).pathname}` }, 501));
  return root;
}

async function toExchange(c: Ctx, requestText: string): Promise<Exchange> {
  const { pathname, searchParams } = new URL(c.req.url);
  const type = c.res.headers.get("content-type") ?? "";
  const isJson = c.res.status !== 304 && type.includes("json") && !type.includes("raw");
  return {
    method: c.req.method.toLowerCase(),
    path: pathname.replace(/^\/api(?:\/v3)?/, ""),
    query: Object.fromEntries(searchParams),
    status: c.res.status,
    requestBody: requestText ? JSON.parse(requestText) : undefined,
    responseBody: isJson ? await c.res.clone().json() : undefined,
  };
}

/** ETag and 304 for everything that is read; a 304 costs nothing of the limit. */
async function answerConditionally(c: Ctx): Promise<void> {
  if (c.req.method !== "GET" || c.res.status !== 200) return;
  const body = Buffer.from(await c.res.clone().arrayBuffer());
  const etag = etagOf(body.toString("latin1"));
  if (c.req.header("if-none-match") === etag) c.res = new Response(null, { status: 304, headers: { etag } });
  else c.header("etag", etag);
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import next from "next";
import { findActor } from "@/lib/auth/server/find-actor";
import { listReadableRepositoryIds } from "@/lib/auth/server/repository-role";
import { closeDatabase } from "@/lib/db/client";
import { migrate } from "@/lib/db/migrate";
import { derivedSecret, EnvironmentError, environment } from "@/lib/env/environment";
import { receiveDelivery } from "@/lib/github/receive-delivery";
import { createHub, type Hub } from "@/lib/live/hub";
import { log } from "@/lib/log/log";
import { startWorker } from "@/lib/releases/server/worker";
import { readCookie, sessionCookieName } from "@/lib/transport/cookies";
import { contentSecurityPolicy, secureHeaders } from "@/lib/transport/headers";
import { refuseForeignOrigin, stripForwarded } from "@/lib/transport/request-guard";

/**
 * One Node process: `/hooks/github` and `/live` in front of Next, everything else Next, and the worker beside it.
 * `SLIPWAY_ROLE` takes one of the halves away.
 */
async function main(): Promise<void> {
  const settings = environment();
  // next-auth and Next read these two themselves.
  process.env.NEXTAUTH_URL = settings.SLIPWAY_URL;
  process.env.NEXTAUTH_SECRET = derivedSecret("next-auth");
  const applied = await migrate(settings, "prisma/migrations");
  if (applied.length > 0) log().info({ applied }, "the database was brought up to date");
  const web = settings.SLIPWAY_ROLE === "worker" ? null : await startWeb();
  const worker = settings.SLIPWAY_ROLE === "web" ? null : await startWorker();
  log().info({ url: settings.SLIPWAY_URL }, "Slipway is ready");
  onEnd(async () => {
    await web?.close();
    await worker?.stop();
    await closeDatabase();
  });
}

async function startWeb(): Promise<{ close: () => Promise<void> }> {
  const settings = environment();
  const isDevelopment = settings.NODE_ENV !== "production";
  const server = createServer();
  const app = next({
    dev: isDevelopment,
    hostname: settings.SLIPWAY_HOST,
    port: settings.SLIPWAY_PORT,
    dir: process.cwd(),
    httpServer: server,
    quiet: true,
  });
  await app.prepare();
  const handle = app.getRequestHandler();
  const hub = await createHub({
    findActor: (request) => findActor(readCookie(request.headers.cookie, sessionCookieName())),
    listReadableRepositoryIds,
  });
  server.on("request", (request, response) => {
    void serve({ request, response, hub, handle, isDevelopment }).catch((error: unknown) => {
      log().error({ path: request.url, error: error instanceof Error ? error.stack : String(error) }, "a request failed");
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(settings.SLIPWAY_PORT, settings.SLIPWAY_HOST, resolve);
  });
  return {
    close: async () => {
      // Streams first: an open one would keep the process alive.
      await hub.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 3_000).unref();
      await closed;
      await app.close();
    },
  };
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  hub: Hub;
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  isDevelopment: boolean;
}

async function serve({ request, response, hub, handle, isDevelopment }: Exchange): Promise<void> {
  const path = (request.url ?? "/").split("?")[0];
  for (const [name, value] of secureHeaders(environment().isSecure)) response.setHeader(name, value);
  if (path === "/hooks/github") return receiveDelivery(request, response);
  const refusal = refuseForeignOrigin(request, environment().SLIPWAY_URL);
  if (refusal) {
    response.writeHead(403, { "content-type": "text/plain; charset=utf-8" }).end(refusal);
    return;
  }
  if (path === "/live") return hub.serve(request, response);
  stripForwarded(request);
  // Behind a proxy the Host may be another; the Origin was compared above, and Next compares it with this.
  request.headers.host = new URL(environment().SLIPWAY_URL).host;
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy({ nonce, githubUrl: environment().GITHUB_URL, isDevelopment });
  // Next reads the nonce from the request's policy and puts it on its own scripts.
  request.headers["content-security-policy"] = policy;
  response.setHeader("content-security-policy", policy);
  return handle(request, response);
}

/** Ends once, in order, on a signal or when the process that started us is gone. */
function onEnd(end: () => Promise<void>): void {
  let isEnding = false;
  const finish = (reason: string) => {
    if (isEnding) return;
    isEnding = true;
    log().info({ reason }, "Slipway is ending");
    setTimeout(() => process.exit(1), 8_000).unref();
    end().then(
      () => process.exit(0),
      (error: unknown) => {
        log().error({ error: error instanceof Error ? error.message : String(error) }, "Slipway did not end cleanly");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", () => finish("SIGTERM"));
  process.on("SIGINT", () => finish("SIGINT"));
  if (process.env.SLIPWAY_END_WITH_STDIN) process.stdin.on("end", () => finish("the starter is gone")).resume();
}

main().catch((error: unknown) => {
  console.error(error instanceof EnvironmentError ? error.message : error);
  process.exit(1);
});

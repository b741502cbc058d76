import type { IncomingMessage, ServerResponse } from "node:http";
import type { Actor } from "@/lib/auth/actor";
import { log } from "@/lib/log/log";
import { type Change, LIVE_CHANNEL } from "./announce";
import { listen } from "./listen";

const HEARTBEAT_MILLISECONDS = 15_000;
/** Rights and session of an open stream are asked for again this often (RELIABILITY P8). */
const RECHECK_MILLISECONDS = 60_000;
/** A browser that does not read is let go; it comes back and looks at everything. */
const MAXIMUM_BUFFER = 256 * 1024;

interface Listener {
  response: ServerResponse;
  readable: Set<string>;
  recheck: () => Promise<boolean>;
}

/** Who may open a stream and what they may hear of; injected, because an adapter knows no queries. */
export interface HubRights {
  findActor: (request: IncomingMessage) => Promise<Actor | null>;
  listReadableRepositoryIds: (actor: Actor) => Promise<string[]>;
}

export interface Hub {
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Ends all streams, so that the process can end. */
  close(): Promise<void>;
  size(): number;
}

/** Server-sent events at `/live`: one stream a browser, each told only of repositories its person may read. */
export async function createHub({ findActor, listReadableRepositoryIds }: HubRights): Promise<Hub> {
  const listeners = new Set<Listener>();
  const bus = await listen([LIVE_CHANNEL], (_, payload) => {
    if (payload === null) for (const listener of listeners) write(listener, "resync", "{}");
    else void tell(listeners, payload);
  });
  const heartbeat = setInterval(() => {
    for (const listener of listeners) write(listener, "alive", "{}");
  }, HEARTBEAT_MILLISECONDS);
  const recheck = setInterval(() => {
    for (const listener of listeners)
      void listener
        .recheck()
        .catch(() => false)
        .then((isAllowed) => !isAllowed && end(listeners, listener));
  }, RECHECK_MILLISECONDS);

  return {
    size: () => listeners.size,
    serve: async (request, response) => {
      let isClosed = false;
      response.on("close", () => {
        isClosed = true;
      });
      const actor = await findActor(request);
      // Who GitHub no longer lets in hears nothing; the page itself says why.
      const ids = actor ? await listReadableRepositoryIds(actor).catch(() => null) : null;
      if (!ids) {
        response.writeHead(401, { "content-type": "text/plain" }).end("Sign in first");
        return;
      }
      // The tab may be gone by now.
      if (isClosed) return;
      response.writeHead(200, {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-cache, no-transform",
        "x-accel-buffering": "no",
        connection: "keep-alive",
      });
      // Spread, so that a restart does not bring every browser back in the same second.
      response.write(`retry: ${1000 + Math.floor(Math.random() * 2000)}\nevent: hello\ndata: {}\n\n`);
      const listener: Listener = {
        response,
        readable: new Set(ids),
        recheck: async () => {
          const still = await findActor(request);
          if (!still) return false;
          listener.readable = new Set(await listReadableRepositoryIds(still));
          return true;
        },
      };
      listeners.add(listener);
      response.on("close", () => listeners.delete(listener));
    },
    close: async () => {
      clearInterval(heartbeat);
      clearInterval(recheck);
      for (const { response } of listeners) response.end();
      listeners.clear();
      await bus.stop();
    },
  };
}

async function tell(listeners: Set<Listener>, payload: string): Promise<void> {
  let changes: Change[];
  try {
    changes = JSON.parse(payload) as Change[];
  } catch {
    log().warn({ payload }, "a notice on the live channel could not be read");
    return;
  }
  for (const listener of listeners) {
    // A repository that was connected a moment ago is not in anybody's set yet.
    const isUnknown = changes.some(
      ({ topic, repositoryId }) => topic === "repository" && repositoryId !== null && !listener.readable.has(repositoryId),
    );
    if (isUnknown && !(await listener.recheck().catch(() => false))) {
      end(listeners, listener);
      continue;
    }
    const heard = changes.filter(({ repositoryId }) => repositoryId === null || listener.readable.has(repositoryId));
    if (heard.length > 0) write(listener, "change", JSON.stringify(heard));
  }
}

function end(listeners: Set<Listener>, listener: Listener): void {
  listeners.delete(listener);
  listener.response.end();
}

function write({ response }: Listener, event: string, data: string): void {
  if (response.writableLength > MAXIMUM_BUFFER) response.destroy();
  else response.write(`event: ${event}\ndata: ${data}\n\n`);
}

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Actor } from "@/lib/auth/actor";
import { log } from "@/lib/log/log";
import { type Change, LIVE_CHANNEL } from "./announce";
import { listen } from "./listen";
import { keepRecentChanges, once } from "./recent-changes";

const HEARTBEAT_MILLISECONDS = 15_000;
/** Rights and session of an open stream are asked for again this often (RELIABILITY P8). */
const RECHECK_MILLISECONDS = 60_000;
/** Whoever may not read a repository is asked about again this often at most, however often it is read. */
const LOOK_AGAIN_MILLISECONDS = 60_000;
/** After telling everybody, the process does other things for this many times as long: webhooks come in by the same one. */
const PAUSE_SHARE = 3;
/** A browser that does not read is let go; it comes back and looks at everything. */
const MAXIMUM_BUFFER = 256 * 1024;

interface Listener {
  response: ServerResponse;
  readable: Set<string>;
  recheck: () => Promise<boolean>;
  /** When its rights were last asked for. */
  checkedAt: number;
  /** When a notice of a repository that it does not know last had them asked for. */
  lookedAt: Map<string, number>;
}

/** What was announced together, written once for everybody who may hear all of it. */
interface Notice {
  id: string;
  changes: Change[];
  text: string;
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
  const recent = keepRecentChanges();
  let gathered: Change[] = [];
  let pause: ReturnType<typeof setTimeout> | undefined;
  const tell = (changes: Change[]) => {
    const notice = toNotice(recent.add(changes), changes);
    for (const listener of listeners) tellOf(listener, notice);
    const unknown = changes.filter(({ topic, repositoryId }) => topic === "repository" && repositoryId !== null);
    const late = [...listeners].filter((listener) => isToBeAsked(listener, unknown));
    const since = performance.now();
    if (late.length > 0) looking = looking.then(() => lookForGains(late, unknown, since));
  };
  let looking = Promise.resolve();
  // A repository that was connected a moment ago is not in anybody's set yet. Everybody has heard what they could by now.
  const lookForGains = async (late: Listener[], unknown: Change[], since: number) => {
    let hasLeft = false;
    for (const listener of late) {
      if (listener.checkedAt < since) await renew(listener);
      hasLeft ||= !listeners.has(listener);
    }
    // Who was cut off meanwhile comes back with an id of before, or is here again and has not heard of it.
    if (hasLeft) tell(unknown);
  };
  const renew = async (listener: Listener) => {
    if (!listeners.has(listener)) return;
    const before = listener.readable;
    listener.checkedAt = performance.now();
    if (!(await listener.recheck().catch(() => false))) end(listeners, listener);
    // What was told of a repository before it could be heard was missed.
    else if ([...listener.readable].some((id) => !before.has(id))) write(listener, "resync", "{}", recent.latest());
  };
  // The first change is told at once; what comes while the crowd has just been told is told together, each thing once.
  const tellGathered = () => {
    if (gathered.length === 0) return undefined;
    const changes = once(gathered);
    gathered = [];
    const start = performance.now();
    tell(changes);
    return setTimeout(
      () => {
        pause = tellGathered();
      },
      PAUSE_SHARE * (performance.now() - start),
    );
  };
  const bus = await listen([LIVE_CHANNEL], (_, payload) => {
    if (payload === null) {
      recent.forget();
      for (const listener of listeners) write(listener, "resync", "{}", recent.latest());
      return;
    }
    const changes = parseChanges(payload);
    if (!changes) return;
    gathered.push(...changes);
    pause ??= tellGathered();
  });
  const heartbeat = setInterval(() => {
    for (const listener of listeners) write(listener, "alive", "{}");
  }, HEARTBEAT_MILLISECONDS);
  let isRechecking = false;
  const recheck = setInterval(async () => {
    if (isRechecking) return;
    isRechecking = true;
    // One after another: a thousand questions at once would hold up everybody else's.
    for (const listener of [...listeners]) await renew(listener);
    isRechecking = false;
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
      response.write(`retry: ${1000 + Math.floor(Math.random() * 2000)}\n`);
      const listener: Listener = {
        response,
        readable: new Set(ids),
        checkedAt: performance.now(),
        lookedAt: new Map(),
        recheck: async () => {
          const still = await findActor(request);
          if (!still) return false;
          listener.readable = new Set(await listReadableRepositoryIds(still));
          return true;
        },
      };
      // Who comes back soon hears what it missed, and until then keeps its id; everybody else looks at everything.
      const missed = recent.since(lastEventId(request));
      if (missed) write(listener, "resumed", "{}");
      else write(listener, "hello", "{}", recent.latest());
      if (missed) tellOf(listener, toNotice(recent.latest(), missed));
      listeners.add(listener);
      response.on("close", () => listeners.delete(listener));
    },
    close: async () => {
      clearInterval(heartbeat);
      clearInterval(recheck);
      clearTimeout(pause);
      for (const { response } of listeners) response.end();
      listeners.clear();
      await bus.stop();
    },
  };
}

function parseChanges(payload: string): Change[] | null {
  try {
    return JSON.parse(payload) as Change[];
  } catch {
    log().warn({ payload }, "a notice on the live channel could not be read");
    return null;
  }
}

const toNotice = (id: string, changes: Change[]): Notice => ({ id, changes, text: JSON.stringify(changes) });

/** Whether a repository is told of that it does not know, and was not asked about a moment ago. */
function isToBeAsked({ readable, lookedAt }: Listener, changes: Change[]): boolean {
  const now = performance.now();
  let isDue = false;
  for (const { repositoryId } of changes) {
    if (repositoryId === null || readable.has(repositoryId)) continue;
    if (now - (lookedAt.get(repositoryId) ?? Number.NEGATIVE_INFINITY) < LOOK_AGAIN_MILLISECONDS) continue;
    lookedAt.set(repositoryId, now);
    isDue = true;
  }
  return isDue;
}

function tellOf(listener: Listener, { id, changes, text }: Notice): void {
  const heard = changes.filter(({ repositoryId }) => repositoryId === null || listener.readable.has(repositoryId));
  if (heard.length > 0) write(listener, "change", heard.length === changes.length ? text : JSON.stringify(heard), id);
}

/** What the browser heard last: it says so itself when it comes back, our own client when it begins anew. */
function lastEventId({ headers, url }: IncomingMessage): string {
  const header = headers["last-event-id"];
  return typeof header === "string" ? header : (new URL(url ?? "", "http://localhost").searchParams.get("after") ?? "");
}

function end(listeners: Set<Listener>, listener: Listener): void {
  listeners.delete(listener);
  listener.response.end();
}

function write({ response }: Listener, event: string, data: string, id?: string): void {
  if (response.writableLength > MAXIMUM_BUFFER) response.destroy();
  else response.write(`${id ? `id: ${id}\n` : ""}event: ${event}\ndata: ${data}\n\n`);
}

import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { MiddlewareHandler } from "hono";
import type { Ctx, Env } from "./http";

/**
 * How a request goes wrong. Before anything is done: `cut` ends the connection, `refused` answers 502, `html` answers a
 * proxy's page. After it is done: `lost` ends the connection, `unsaid` answers 502, `half` ends it in the middle of the
 * answer, `slow` sends a byte every tenth of a second.
 */
export type FaultKind = "cut" | "refused" | "html" | "lost" | "unsaid" | "half" | "slow";

/** One thing that goes wrong: for requests whose method, address and body match, some number of times. */
export interface Fault {
  method: string;
  /** A part of the path, such as `/releases` or `/graphql`. */
  path: string;
  /** A part of the body, such as the name of a mutation. */
  body?: string;
  kind: FaultKind;
  times: number;
}

/** The faults that are set, used up one by one. */
export class Faults {
  private faults: Fault[] = [];

  set(faults: Fault[]): void {
    this.faults = faults;
  }

  take(method: string, path: string, body: string): Fault | null {
    const fault = this.faults.find(
      (candidate) =>
        candidate.times > 0 && candidate.method === method && path.includes(candidate.path) && body.includes(candidate.body ?? ""),
    );
    if (fault) fault.times--;
    return fault ?? null;
  }
}

const BEFORE = new Set<FaultKind>(["cut", "refused", "html"]);
const DRIP_MILLISECONDS = 100;

/** Plays the faults that are set, each for the requests it is meant for. */
export function playFaults(faults: Faults): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { method, url } = c.req;
    const body = method === "GET" ? "" : await c.req.raw.clone().text();
    const fault = faults.take(method, new URL(url).pathname, body);
    if (!fault) return next();
    if (!BEFORE.has(fault.kind)) await next();
    await PLAYS[fault.kind](c);
  };
}

const PLAYS: Record<FaultKind, (c: Ctx) => void | Promise<void>> = {
  cut: breakOff,
  lost: breakOff,
  refused: badGateway,
  unsaid: badGateway,
  html: (c) => {
    c.res = new Response("<html><body>Sign in to the network</body></html>", { headers: { "content-type": "text/html" } });
  },
  half: async (c) => {
    const { status, headers } = c.res;
    const bytes = Buffer.from(await c.res.arrayBuffer());
    c.env.outgoing.writeHead(status, { ...Object.fromEntries(headers), "content-length": bytes.byteLength });
    c.env.outgoing.write(bytes.subarray(0, bytes.byteLength / 2));
    // Only what has left reaches the other side.
    await new Promise((resolve) => setTimeout(resolve, DRIP_MILLISECONDS));
    c.env.outgoing.destroy();
    c.res = RESPONSE_ALREADY_SENT;
  },
  slow: async (c) => {
    const bytes = new Uint8Array(await c.res.arrayBuffer());
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        for (const byte of bytes) {
          controller.enqueue(Uint8Array.of(byte));
          await new Promise((resolve) => setTimeout(resolve, DRIP_MILLISECONDS));
        }
        controller.close();
      },
    });
    c.res = new Response(body, c.res);
  },
};

function breakOff(c: Ctx): void {
  c.env.outgoing.destroy();
  badGateway(c);
}

function badGateway(c: Ctx): void {
  c.res = new Response("<html><body>502 Bad Gateway</body></html>", { status: 502, headers: { "content-type": "text/html" } });
}

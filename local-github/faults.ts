import type { MiddlewareHandler } from "hono";
import type { Env } from "./http";

/** One thing that goes wrong: for requests whose method, address and body match, some number of times. */
export interface Fault {
  method: string;
  /** A part of the path, such as `/releases` or `/graphql`. */
  path: string;
  /** A part of the body, such as the name of a mutation. */
  body?: string;
  /** `lost`: it is done and the answer never arrives. `cut`: the connection ends before anything is done. */
  kind: "lost" | "cut";
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

/** Plays the faults: either way the caller sees a connection that ends without an answer. */
export function playFaults(faults: Faults): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { method, url } = c.req;
    const body = method === "GET" ? "" : await c.req.raw.clone().text();
    const fault = faults.take(method, new URL(url).pathname, body);
    if (!fault) return next();
    if (fault.kind === "lost") await next();
    c.env.outgoing.destroy();
    c.res = new Response(null, { status: 502 });
  };
}

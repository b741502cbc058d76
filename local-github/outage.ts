import type { IncomingMessage, ServerResponse } from "node:http";

/** How GitHub may be away: it answers 503, or takes connections and says nothing. */
export const OUTAGES = ["none", "errors", "silence"] as const;
export type OutageKind = (typeof OUTAGES)[number];

/** GitHub being away, for everything but `/_local/…`; counts who asks meanwhile. */
export class Outage {
  kind: OutageKind = "none";
  /** Requests since it began: when, and with which authorization. */
  readonly asked: { at: number; authorization: string }[] = [];
  private readonly waiting = new Set<ServerResponse>();

  begin(kind: OutageKind): void {
    this.kind = kind;
    this.asked.length = 0;
    for (const response of this.waiting) response.destroy();
    this.waiting.clear();
  }

  /** Plays the outage for a request; false when there is none. */
  play(request: IncomingMessage, response: ServerResponse): boolean {
    if (this.kind === "none" || request.url?.startsWith("/_local/")) return false;
    this.asked.push({ at: Date.now(), authorization: request.headers.authorization ?? "" });
    request.resume();
    if (this.kind === "errors") response.writeHead(503, { "content-type": "text/html" }).end("<h1>No server is available</h1>");
    else {
      this.waiting.add(response);
      response.on("close", () => this.waiting.delete(response));
    }
    return true;
  }
}

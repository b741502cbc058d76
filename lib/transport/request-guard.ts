import type { IncomingMessage } from "node:http";

const READING = new Set(["GET", "HEAD", "OPTIONS"]);
const FORWARDED = [
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-forwarded-port",
  "x-forwarded-for",
  "forwarded",
  "x-middleware-subrequest",
  "content-security-policy-report-only",
];

/** Why a request that changes something is refused: its Origin must be ours, and must be there (ASVS 3.5.1). */
export function refuseForeignOrigin(request: Pick<IncomingMessage, "method" | "headers">, publicUrl: string): string | null {
  if (READING.has(request.method ?? "GET")) return null;
  const { origin } = request.headers;
  if (origin === new URL(publicUrl).origin) return null;
  return origin
    ? `This request came from ${origin.slice(0, 200)}. Open Slipway at ${publicUrl} and try again there.`
    : "This request names no Origin. Use a browser, at Slipway's own address.";
}

/** A client's word on hosts and addresses is not believed: Next would take it for the truth. */
export function stripForwarded(request: Pick<IncomingMessage, "headers">): void {
  for (const name of FORWARDED) delete request.headers[name];
}

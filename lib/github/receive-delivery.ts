import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pool } from "@/lib/db/client";
import { environment } from "@/lib/env/environment";
import { log } from "@/lib/log/log";

/** GitHub waits ten seconds for an answer ("Best practices for using webhooks"); a late one counts as none. */
const ANSWER_MILLISECONDS = 8_500;
/** GitHub sends no payload above 25 MB ("Webhook events and payloads"). */
const MAXIMUM_BYTES = 25 * 1024 * 1024;
/** Channel that wakes the workers when a delivery stands in the table. */
export const WORK_CHANNEL = "slipway_work";

const HEADER = /^[\w.-]{1,100}$/;

/**
 * Takes a webhook: checks the signature over the raw bytes, stores the delivery once, and only then answers 2xx.
 * What cannot be stored now is answered 503, so that it counts as failed at GitHub and can be redelivered.
 */
export async function receiveDelivery(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answer = (status: number, text: string) => {
    response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(text);
  };
  if (request.method !== "POST") return answer(405, "POST only");
  const guid = header(request, "x-github-delivery");
  const event = header(request, "x-github-event");
  if (!guid || !event) return answer(400, "X-GitHub-Delivery and X-GitHub-Event are missing");
  const body = await readBody(request);
  if (!body) return answer(413, "Payloads end at 25 MB");
  if (!isSigned(body, request.headers["x-hub-signature-256"])) {
    log().warn({ guid, event }, "a webhook was refused: its signature does not match");
    return answer(401, "The signature does not match");
  }
  const payload = parsePayload(body);
  if (!payload) return answer(400, "The payload is no JSON object. Choose application/json in the webhook's settings");
  try {
    const action = typeof payload.action === "string" ? payload.action : null;
    const inserted = await inTime(
      pool().query(
        `insert into "Delivery" (guid, event, action, payload) values ($1, $2, $3, $4) on conflict (guid) do update set attempts = 0, "processedAt" = null
         where "Delivery".outcome is null and "Delivery".attempts >= 5`,
        [guid, event, action, JSON.stringify(payload)],
      ),
    );
    answer(202, inserted.rowCount === 0 ? "Known already" : "Stored");
    if (inserted.rowCount)
      void pool()
        .query("select pg_notify($1, '')", [WORK_CHANNEL])
        .catch(() => {});
  } catch (error) {
    log().error({ guid, event, error: error instanceof Error ? error.message : String(error) }, "a webhook could not be stored");
    response.setHeader("retry-after", "10");
    answer(503, "The database cannot take it now");
  }
}

/**
 * HMAC-SHA256 over the bytes as received, by the App's secret or the one before it, compared in constant time; SHA-1 alone
 * is not accepted.
 */
export function isSigned(body: Buffer, signature: string | string[] | undefined): boolean {
  if (typeof signature !== "string") return false;
  const given = Buffer.from(signature);
  const { GITHUB_WEBHOOK_SECRET: secret, GITHUB_WEBHOOK_SECRET_BEFORE: before } = environment();
  return [secret, before].some((candidate) => {
    if (candidate === undefined) return false;
    const expected = Buffer.from(`sha256=${createHmac("sha256", candidate).update(body).digest("hex")}`);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

/** Whatever the database does: who waits for an answer gets one. A row that is stored later is known when it comes again. */
async function inTime<Stored>(storing: Promise<Stored>): Promise<Stored> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("the database did not answer in time")), ANSWER_MILLISECONDS);
  });
  try {
    return await Promise.race([storing, late]);
  } finally {
    clearTimeout(timer);
  }
}

function header(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return typeof value === "string" && HEADER.test(value) ? value : null;
}

async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAXIMUM_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parsePayload(body: Buffer): Record<string, unknown> | null {
  try {
    // PostgreSQL's jsonb holds no NUL: strings lose theirs.
    const value: unknown = JSON.parse(body.toString("utf8"), (_, part: unknown) =>
      typeof part === "string" ? part.replaceAll("\0", "") : part,
    );
    return value && typeof value === "object" && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

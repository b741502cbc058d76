import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { DatabaseError } from "pg";
import { pool } from "@/lib/db/client";
import { environment } from "@/lib/env/environment";
import { log } from "@/lib/log/log";
import { wakeWorkers } from "./wake-workers";

/** GitHub waits ten seconds for an answer ("Best practices for using webhooks"); a late one counts as none. */
const ANSWER_MILLISECONDS = 8_500;
/** GitHub sends no payload above 25 MB ("Webhook events and payloads"). */
const MAXIMUM_BYTES = 25 * 1024 * 1024;
/** What JSON can say and PostgreSQL's jsonb cannot hold: NUL, and halves of characters. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/i;
/** PostgreSQL's classes of errors for values that it will never take: data exceptions, and limits such as that of nesting. */
const NEVER_STORED = /^(?:22|54)/;

const HEADER = /^[\w.-]{1,100}$/;

interface Payload {
  action: string | null;
  text: string;
}

/**
 * Takes a webhook: checks the signature over the raw bytes, stores the delivery once, and only then answers 2xx.
 * What cannot be stored now is answered 503, so that it counts as failed at GitHub and can be redelivered; what never can, 400.
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
  if (!body) {
    // What still comes is not waited for.
    response.setHeader("connection", "close");
    return answer(413, "Payloads end at 25 MB");
  }
  if (!isSigned(body, request.headers["x-hub-signature-256"])) {
    log().warn({ guid, event }, "a webhook was refused: its signature does not match");
    return answer(401, "The signature does not match");
  }
  const payload = parsePayload(body);
  if (!payload) return answer(400, "The payload is no JSON object. Choose application/json in the webhook's settings");
  try {
    const isNew = await inTime(store(guid, event, payload));
    answer(202, isNew ? "Stored" : "Known already");
    if (isNew) wakeWorkers();
  } catch (error) {
    if (error instanceof DatabaseError && NEVER_STORED.test(error.code ?? ""))
      return answer(400, "The payload is nested too deeply or holds values that cannot be stored");
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

/** Stores it once; what is known and was given up is taken up again. True when there is work to do. */
async function store(guid: string, event: string, { action, text }: Payload): Promise<boolean> {
  const inserted = await pool().query(
    `insert into "Delivery" (guid, event, action, payload) values ($1, $2, $3, $4) on conflict (guid) do nothing`,
    [guid, event, action, text],
  );
  if (inserted.rowCount) return true;
  const takenUp = await pool().query(
    `update "Delivery" set attempts = 0, "processedAt" = null, outcome = null
     where guid = $1 and attempts >= 5 and (outcome is null or outcome like 'failed:%')`,
    [guid],
  );
  return takenUp.rowCount === 1;
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

/** The body as it came, or null as soon as it is larger than any of GitHub's. */
function readBody(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAXIMUM_BYTES) chunks.push(chunk);
      else resolve(null);
    });
    request.on("end", () => resolve(Buffer.concat(chunks)));
    request.on("error", reject);
  });
}

/** The payload as it is stored: its own text, unless there is something in it that PostgreSQL cannot hold. */
function parsePayload(body: Buffer): Payload | null {
  try {
    const text = body.toString("utf8");
    const isStorable = !UNSTORABLE.test(text);
    const value: unknown = JSON.parse(
      text,
      isStorable ? undefined : (_, part: unknown) => (typeof part === "string" ? storable(part) : part),
    );
    if (!value || typeof value !== "object" || Array.isArray(value)) return null;
    const action = "action" in value && typeof value.action === "string" ? value.action : null;
    return { action, text: isStorable ? text : JSON.stringify(value) };
  } catch {
    return null;
  }
}

const storable = (part: string) => part.replaceAll("\0", "").replace(/\p{Surrogate}/gu, "\ufffd");

import { createHash } from "node:crypto";
import { database } from "@/lib/db/client";

/** Larger answers are asked for again. */
const LARGEST_BYTES = 1024 * 1024;
/** What a repeated reader needs beside the body. */
const KEPT_HEADERS = ["content-type", "link", "etag"];

/** An answer that GitHub gave before, with the ETag that asks whether it still stands. */
export interface CachedAnswer {
  scope: string;
  url: string;
  accept: string;
  etag: string;
  headers: unknown;
  body: Uint8Array;
}

export function findCached(scope: string, url: string, accept: string): Promise<CachedAnswer | null> {
  return database().httpCache.findUnique({ where: { scope_url_accept: { scope, url: shorten(url), accept } } });
}

/** The answer that a 304 stands for. */
export async function answerFromCache({ scope, url, accept, headers, body }: CachedAnswer, unchanged: Response): Promise<Response> {
  await database().httpCache.updateMany({ where: { scope, url, accept }, data: { checkedAt: new Date() } });
  const all = new Headers(unchanged.headers);
  for (const [name, value] of Object.entries(headers as Record<string, string>)) all.set(name, value);
  return sameAddress(new Response(new Uint8Array(body), { status: 200, headers: all }), unchanged);
}

/** Keeps an answer with its ETag, for the next time; answers with the same answer, still to be read. */
export async function keepAnswer(scope: string, url: string, accept: string, response: Response): Promise<Response> {
  const etag = response.headers.get("etag");
  if (!etag) return response;
  const body = new Uint8Array(await response.arrayBuffer());
  if (body.byteLength <= LARGEST_BYTES) {
    const headers = Object.fromEntries(
      KEPT_HEADERS.flatMap((name) => (response.headers.has(name) ? [[name, response.headers.get(name)]] : [])),
    );
    const values = { etag, headers, body, checkedAt: new Date() };
    const key = { scope, url: shorten(url), accept };
    await database().httpCache.upsert({
      where: { scope_url_accept: key },
      create: { ...key, ...values },
      update: values,
      select: { url: true },
    });
  }
  return sameAddress(new Response(body, response), response);
}

/** An index takes keys of a few kilobytes at most. */
function shorten(url: string): string {
  return url.length <= 1_000 ? url : `${url.slice(0, 900)}#${createHash("sha256").update(url).digest("hex")}`;
}

/** Pages of lists are found by the address of the answer. */
function sameAddress(response: Response, { url }: Response): Response {
  Object.defineProperty(response, "url", { value: url });
  return response;
}

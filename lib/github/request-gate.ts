import { environment } from "@/lib/env/environment";
import { AppError } from "@/lib/errors/app-error";
import { answerFromCache, findCached, keepAnswer } from "./answer-cache";
import { describeRequest, type RequestDescription } from "./describe-request";
import { guardedFetch } from "./guarded-fetch";
import { heldBack } from "./held-back";
import { readLimit } from "./read-limit";
import {
  beginWrite,
  chargeAnswer,
  countStrikes,
  endWrite,
  findAway,
  findHold,
  noteAway,
  noteFailure,
  noteReturn,
  pause,
} from "./request-budget";

/** GitHub asks for a second between writes; a GitHub on this machine does not. */
const BETWEEN_WRITES_MILLISECONDS = 1_000;
const DOUBT_MILLISECONDS = 3_000;
/** The background asks ten times a second at most: GitHub allows 900 points a minute. */
const BETWEEN_READS_MILLISECONDS = 100;
const WRITE_LOOK_MILLISECONDS = 40;
const WRITE_PATIENCE_MILLISECONDS = 60_000;

/** Answers that say "wait" and are not yet in the database: what was heard already counts for the next request. */
const heard = new Map<string, Promise<void>>();

/**
 * The one way of an identity to GitHub: nothing is sent while a limit lasts or GitHub is away, writes go one at a time,
 * and every answer is put to the account of the identity, for all processes. Throws an `AppError` that says until when.
 */
export function gatedFetch(identity: string, { isCached }: { isCached: boolean }): typeof fetch {
  return async (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    const asked = describeRequest(url, init?.method ?? "GET", init?.body);
    const account = asked.isApp ? "app" : identity;
    if (isCached) await keepPace(account);
    if (!asked.isWriting) return send(account, asked, url, init, isCached);
    const until = await takeTurn(account);
    try {
      return await send(account, asked, url, init, false);
    } finally {
      await endWrite(account, until, environment().SLIPWAY_DEMO ? 0 : BETWEEN_WRITES_MILLISECONDS);
    }
  };
}

async function send(
  identity: string,
  asked: RequestDescription,
  url: string,
  init: RequestInit | undefined,
  isCached: boolean,
): Promise<Response> {
  const headers = new Headers(init?.headers);
  const mayKeep = isCached && (init?.method ?? "GET") === "GET" && !headers.has("if-none-match");
  const known = mayKeep ? await findCached(identity, url, headers.get("accept") ?? "") : null;
  if (known) headers.set("if-none-match", known.etag);
  await enter(identity, asked.resource);
  const response = await attempt(url, { ...init, headers });
  if (await settle(identity, asked, response)) {
    const refusal = await findHold(identity, asked.resource);
    if (refusal) throw heldBack(identity, refusal);
  }
  if (known && response.status === 304) return answerFromCache(known, response);
  return mayKeep && response.status === 200 ? keepAnswer(identity, url, headers.get("accept") ?? "", response) : response;
}

/** Refuses while a limit lasts, one that was heard a moment ago included, and while GitHub is away. */
async function enter(identity: string, resource: string): Promise<void> {
  do {
    await heard.get(identity);
    const hold = await findHold(identity, resource);
    if (hold) throw heldBack(identity, hold);
  } while (heard.has(identity));
}

async function attempt(url: string, init: RequestInit): Promise<Response> {
  try {
    const response = await guardedFetch(url, init);
    if (!isAnswer(response)) await doubt(init);
    return response;
  } catch (error) {
    if (isSilence(error)) await doubt(init);
    throw error;
  }
}

/** One kind of request may fail for hours while GitHub is there: before it is called away it is asked something that costs nothing. */
async function doubt({ headers }: RequestInit): Promise<void> {
  if (!(await noteFailure())) return;
  const signal = AbortSignal.timeout(DOUBT_MILLISECONDS);
  const isThere = await guardedFetch(`${environment().apiUrl}/rate_limit`, { headers: headers ?? {}, signal }).then(isAnswer, () => false);
  await (isThere ? noteReturn() : noteAway());
}

/** A server's fault, or a proxy's page, is no word of GitHub. */
function isAnswer({ status, headers }: Response): boolean {
  return status < 500 && !headers.get("content-type")?.startsWith("text/html");
}

/** A redirect is an answer, and who gave up waiting says nothing about GitHub. */
function isSilence(error: unknown): boolean {
  if (!(error instanceof Error) || error.name === "AbortError") return false;
  return !(error.cause instanceof Error && error.cause.message === "unexpected redirect");
}

/**
 * Puts an answer to the account, a limit first: until that is written down nothing else of this identity is sent. True
 * when the answer is the limit's refusal.
 */
async function settle(identity: string, asked: RequestDescription, response: Response): Promise<boolean> {
  if (!isAnswer(response)) return false;
  const { status, headers } = response;
  const resource = headers.get("x-ratelimit-resource") ?? asked.resource;
  const mayRefuse = status === 403 || status === 429 || (asked.resource === "graphql" && status === 200);
  let isRefused = false;
  if (mayRefuse || headers.get("x-ratelimit-remaining") === "0") {
    const written = honourLimit(identity, resource, response, mayRefuse);
    const entry = written.then(
      () => {},
      () => {},
    );
    heard.set(identity, entry);
    isRefused = await written.finally(() => heard.get(identity) === entry && heard.delete(identity));
  }
  await chargeAnswer({ identity, resource, kind: asked.kind, status, left: readLeft(response) });
  return isRefused;
}

async function honourLimit(identity: string, resource: string, response: Response, mayRefuse: boolean): Promise<boolean> {
  const text = mayRefuse ? await response.clone().text() : "";
  const facts = { status: response.status, header: (name: string) => response.headers.get(name), text };
  const first = readLimit(facts, 0, Date.now());
  if (!first) return false;
  await pause(identity, resource, readLimit(facts, await countStrikes(identity), Date.now()) ?? first);
  return first.isRefusal;
}

function readLeft({ headers }: Response) {
  const [limit, remaining, reset] = ["limit", "remaining", "reset"].map((name) => Number(headers.get(`x-ratelimit-${name}`) ?? Number.NaN));
  if (limit === undefined || remaining === undefined || reset === undefined || Number.isNaN(limit + remaining + reset)) return null;
  const date = Date.parse(headers.get("date") ?? "") || Date.now();
  return { limit, remaining, resetInMilliseconds: Math.max(0, reset * 1000 - date) };
}

/** Refuses while GitHub is away; for what its API does not count and therefore goes past the gate. */
export async function requireGithub(identity: string): Promise<void> {
  const hold = await findAway();
  if (hold) throw heldBack(identity, hold);
}

const nextRead = new Map<string, number>();

/** After an outage hundreds of sweeps are due at once. */
async function keepPace(identity: string): Promise<void> {
  if (environment().SLIPWAY_DEMO) return;
  const now = Date.now();
  const at = Math.max(now, nextRead.get(identity) ?? 0);
  nextRead.set(identity, at + BETWEEN_READS_MILLISECONDS);
  if (at > now) await new Promise((resolve) => setTimeout(resolve, at - now));
}

/** GitHub takes an identity's writes one after the other ("Best practices for using the REST API"). */
async function takeTurn(identity: string): Promise<Date> {
  const start = Date.now();
  for (;;) {
    const until = await beginWrite(identity);
    if (until) return until;
    if (Date.now() - start > WRITE_PATIENCE_MILLISECONDS)
      throw new AppError("upstream", "Other writes of yours to GitHub are still under way. Nothing was changed; try again in a minute.");
    await new Promise((resolve) => setTimeout(resolve, WRITE_LOOK_MILLISECONDS));
  }
}

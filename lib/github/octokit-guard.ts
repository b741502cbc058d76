import type { Octokit } from "@octokit/rest";
import { environment } from "@/lib/env/environment";
import { AppError } from "@/lib/errors/app-error";

const READING = new Set(["GET", "HEAD"]);
/** How a connection breaks, in the words of Node and of its fetch. */
const BROKEN = new Set(["ECONNRESET", "ECONNREFUSED", "EPIPE", "UND_ERR_SOCKET"]);
/** Answers without a body. */
const EMPTY = new Set([204, 205]);

/**
 * What every request of Slipway keeps to: an answer that is no JSON is no answer of GitHub, and of what failed only reading
 * is repeated, after a broken connection or a status that says so: whether something was written nobody knows (RELIABILITY §4, T18).
 * It stands before the plugin that repeats, so that it judges each attempt.
 */
export function guard({ hook }: Pick<Octokit, "hook">): void {
  hook.after("request", ({ data, headers, status }) => {
    const kind = headers["content-type"];
    // Octokit passes on as text what it could not read: a proxy's page, half an answer, nothing after a while.
    if (EMPTY.has(status) || isLeading(status, headers) || (kind ? typeof data === "object" : data === "")) return;
    throw new AppError(
      "upstream",
      `What answers at ${environment().GITHUB_URL} is not GitHub, or was cut off: ${status} with ${kind ?? "no type"}. Nothing can be said of it; try again in a minute.`,
      // Unlike other refusals of Slipway's own: what was asked for may have been done.
      { detail: { isUnclear: true } },
    );
  });
  hook.error("request", (error, options) => {
    // The gate let nothing through: no answer was judged, and none will come from trying again.
    if (error.cause instanceof AppError) throw error.cause;
    if (isWriting(options) || !isPassing(error)) options.request = { ...options.request, retries: 0 };
    throw error;
  });
}

/** An answer that only says where something is; nobody follows it unasked. */
const isLeading = (status: number, { location }: { location?: string }) => status >= 300 && status < 400 && location !== undefined;

/** An answer, which the plugin judges by its status, or a connection that broke; what took too long would take so long again. */
function isPassing(error: Error): boolean {
  if ("response" in error && error.response) return true;
  const codes: unknown[] = [];
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) codes.push(Reflect.get(cause, "code"));
  return codes.some((code) => typeof code === "string" && BROKEN.has(code));
}

/** GraphQL asks and changes by the same method. */
function isWriting({ method, query }: { method?: string; query?: unknown }): boolean {
  return typeof query === "string" ? /^\s*mutation\b/.test(query) : !READING.has(method ?? "GET");
}

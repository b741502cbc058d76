import { GraphqlResponseError } from "@octokit/graphql";
import { RequestError } from "@octokit/request-error";
import { AppError } from "@/lib/errors/app-error";

/** GraphQL refuses with 200 and a type; these are the statuses REST would have used. */
const GRAPHQL_STATUS: Record<string, number> = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  INSUFFICIENT_SCOPES: 403,
  RATE_LIMITED: 403,
  STALE_DATA: 409,
  UNPROCESSABLE: 422,
};

/** HTTP status of a failed call to GitHub, or null when it never answered. */
export function githubStatus(error: unknown): number | null {
  // Octokit calls a connection that never answered a 500.
  if (error instanceof RequestError) return error.response ? error.status : null;
  if (!(error instanceof GraphqlResponseError)) return null;
  const [first] = error.errors ?? [];
  return GRAPHQL_STATUS[String(first?.type)] ?? 422;
}

/** Null for what GitHub says is not there. */
export function orNull<Found>(asked: Promise<Found>): Promise<Found | null> {
  return asked.catch((error: unknown) => (githubStatus(error) === 404 ? null : Promise.reject(error)));
}

/** Turns a failed call into an error for people; `what` completes the sentence "GitHub could not …". */
export function githubError(error: unknown, what: string): AppError {
  if (error instanceof AppError) return error;
  // Octokit wraps what its fetch throws.
  if (error instanceof Error && error.cause instanceof AppError) return error.cause;
  if (!isFromGithub(error))
    return new AppError("upstream", `Slipway could not ${what} because of a fault of its own. It is in the log; nothing was changed.`, {
      cause: error,
    });
  const status = githubStatus(error);
  const words = error instanceof Error ? error.message : String(error);
  if (status === 401)
    return new AppError("unauthenticated", "GitHub no longer accepts your sign-in. Sign out and sign in again.", { cause: error });
  if (status === 403) return new AppError("forbidden", `GitHub does not let you ${what}: ${words}`, { cause: error });
  if (status === 404)
    return new AppError("not-found", `GitHub could not ${what}: it is not there, or you may not see it.`, { cause: error });
  if (status === 409 || status === 422) return new AppError("conflict", `GitHub could not ${what}: ${words}`, { cause: error });
  return new AppError(
    "upstream",
    `GitHub could not ${what}: ${status ? `it answered ${status}` : "it did not answer"}. Nothing was changed; try again in a minute.`,
    {
      cause: error,
    },
  );
}

/** Runs a call to GitHub and translates its failure. */
export async function callGithub<T>(what: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw githubError(error, what);
  }
}

/** Whether a request ended without an answer: out of time, given up, or the connection broke. */
export const isConnectionLost = (error: Error) =>
  error.name === "TimeoutError" || error.name === "AbortError" || error.message === "fetch failed";

/** Whether GitHub gave no answer that says anything: it took too long, the connection broke, or it answered 5xx. */
export function isUnanswered(error: unknown): boolean {
  if (error instanceof AppError) return error.cause !== undefined && isUnanswered(error.cause);
  if (!isFromGithub(error) || isRedirect(error)) return false;
  return (githubStatus(error) ?? 500) >= 500;
}

/** GitHub sends to another address what was renamed; Slipway does not follow and asks by id instead. */
export const isRedirect = (error: unknown) => error instanceof RequestError && error.message === "unexpected redirect";

/** A failed request, a refused query, or a connection that broke; anything else is our own fault and says so. */
function isFromGithub(error: unknown): boolean {
  return error instanceof RequestError || error instanceof GraphqlResponseError || (error instanceof Error && isConnectionLost(error));
}

import { RequestError } from "@octokit/request-error";
import { AppError } from "@/lib/errors/app-error";

/** HTTP status of a failed call to GitHub, or null when it never answered. */
export function githubStatus(error: unknown): number | null {
  return error instanceof RequestError ? error.status : null;
}

/** Turns a failed call into an error for people; `what` completes the sentence "GitHub could not …". */
export function githubError(error: unknown, what: string): AppError {
  if (error instanceof AppError) return error;
  const status = githubStatus(error);
  const words = error instanceof Error ? error.message : String(error);
  if (status === 401)
    return new AppError("unauthenticated", "GitHub no longer accepts your sign-in. Sign out and sign in again.", { cause: error });
  if (status === 403 && /rate limit/i.test(words))
    return new AppError("upstream", `GitHub could not ${what}: the hourly limit of requests is used up. Try again later.`, {
      cause: error,
    });
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

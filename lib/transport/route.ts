import type { Actor } from "@/lib/auth/actor";
import { AppError, type AppErrorCode } from "@/lib/errors/app-error";
import { requireActorOrFail } from "./current-actor";
import type { Result } from "./result";

const STATUS: Record<AppErrorCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  invalid: 400,
  conflict: 409,
  blocked: 409,
  upstream: 502,
};

/** Answers a query as JSON for the browser's cache; never stored in between. */
export async function answerQuery(query: (actor: Actor) => Promise<unknown>): Promise<Response> {
  const headers = { "cache-control": "private, no-store" };
  try {
    return Response.json(await query(await requireActorOrFail()), { headers });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return Response.json({ code: error.code, message: error.message }, { status: STATUS[error.code], headers });
  }
}

/** Runs a command for the browser's own code, where an action will not do: it can be given up, and sent while a page closes. */
export async function answerCommand<Value>(request: Request, command: (actor: Actor, body: object) => Promise<Value>): Promise<Response> {
  const headers = { "cache-control": "private, no-store" };
  const answer = (result: Result<Value>, status: number) => Response.json(result, { status, headers });
  try {
    const actor = await requireActorOrFail();
    const body: unknown = await request.json().catch(() => null);
    if (typeof body !== "object" || body === null)
      throw new AppError("invalid", "The request could not be read. Reload the page and try again.");
    return answer({ ok: true, value: await command(actor, body) }, 200);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return answer({ ok: false, code: error.code, message: error.message, detail: error.detail }, STATUS[error.code]);
  }
}

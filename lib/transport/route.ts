import type { Actor } from "@/lib/auth/actor";
import { AppError, type AppErrorCode } from "@/lib/errors/app-error";
import { requireActorOrFail } from "./current-actor";

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

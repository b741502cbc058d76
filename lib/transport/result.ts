import type { AppErrorCode } from "@/lib/errors/app-error";

/** How an action answers: expected failures are values that a person can read. */
export type Result<Value> =
  | { ok: true; value: Value }
  | { ok: false; code: AppErrorCode; message: string; detail: Record<string, unknown> };

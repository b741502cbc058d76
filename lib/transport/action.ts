import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors/app-error";
import { requireActorOrFail } from "./current-actor";
import type { Result } from "./result";

/** Turns a command into a server action: finds the person, and makes an `AppError` a result. Other errors stay errors. */
export function action<Value>(command: (actor: Actor, input: unknown) => Promise<Value>): (input: unknown) => Promise<Result<Value>> {
  return async (input) => {
    try {
      return { ok: true, value: await command(await requireActorOrFail(), input) };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { ok: false, code: error.code, message: error.message, detail: error.detail };
    }
  };
}

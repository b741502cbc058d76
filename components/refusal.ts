import type { Result } from "@/lib/transport/result";

/** An action's refusal, as an error that carries what the screen needs. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly detail: Record<string, unknown>,
  ) {
    super(message);
  }
}

/** The value of a result, or its refusal thrown. */
export function unwrap<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Refusal(result.code, result.message, result.detail);
}

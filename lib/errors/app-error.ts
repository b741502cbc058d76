export type AppErrorCode = "unauthenticated" | "forbidden" | "not-found" | "invalid" | "conflict" | "blocked" | "upstream";

/** An expected failure of an operation; its message is shown to the person and says what to do next. */
export class AppError extends Error {
  constructor(
    readonly code: AppErrorCode,
    message: string,
    options?: { cause?: unknown /** Facts the screen needs, e.g. the head that moved. */; detail?: Record<string, unknown> },
  ) {
    super(message, { cause: options?.cause });
    this.detail = options?.detail ?? {};
  }

  readonly detail: Record<string, unknown>;
}

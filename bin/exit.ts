/** Exit codes of the command line. */
export const EXIT = { ok: 0, failed: 1, checkFailed: 2 } as const;

/** Something is wrong with the command line itself; the message says what was expected. */
export class UsageError extends Error {}

/** An answer of GitHub, as far as it speaks of limits. */
export interface LimitFacts {
  status: number;
  /** Value of a header, by its name in lower case. */
  header: (name: string) => string | null;
  /** GitHub's own words; only read of refusals. */
  text: string;
}

/** For how long nothing may be asked, and by which of GitHub's limits. */
export interface Limit {
  reason: "primary" | "secondary";
  waitMilliseconds: number;
  /** False for an answer after which nothing is left. */
  isRefusal: boolean;
  /** True when the answer said no time, so that the wait is ours. */
  isUntimed?: boolean;
}

const MINUTE = 60_000;
/** The window of the primary limit, and the skew that clocks may have. */
const LONGEST_PRIMARY = 65 * MINUTE;
const LONGEST_GROWN = 60 * MINUTE;
const LONGEST_ASKED = 24 * 60 * MINUTE;

/**
 * The wait that an answer asks for (GitHub: "Rate limits for the REST API", "Best practices"): `retry-after` as it says; a
 * limit that is used up until its reset; a refusal that says no time, or one in the past, a minute that doubles with each
 * one in a row (`strikes`). Times are counted from the answer's own `date`: our clock may be wrong. Null without a limit.
 */
export function readLimit(facts: LimitFacts, strikes: number, now: number): Limit | null {
  const { status, header, text } = facts;
  const isUsedUp = header("x-ratelimit-remaining") === "0";
  const isRefused =
    status === 429 ||
    (status === 403 && /rate limit|abuse detection/i.test(text)) ||
    (status === 403 && isUsedUp) ||
    isGraphqlRefusal(facts);
  const date = Date.parse(header("date") ?? "") || now;
  const reset = Number(header("x-ratelimit-reset")) * 1000 - date;
  const untilReset = isUsedUp && reset > 0 ? Math.min(reset, LONGEST_PRIMARY) : 0;
  const asked = status === 403 || status === 429 ? readRetryAfter(header("retry-after"), date) : 0;
  if (asked > untilReset) return { reason: "secondary", waitMilliseconds: Math.min(asked, LONGEST_ASKED), isRefusal: true };
  if (untilReset > 0) return { reason: "primary", waitMilliseconds: untilReset, isRefusal: isRefused };
  if (!isRefused) return null;
  return {
    reason: isUsedUp ? "primary" : "secondary",
    waitMilliseconds: Math.min(MINUTE * 2 ** strikes, LONGEST_GROWN),
    isRefusal: true,
    isUntimed: true,
  };
}

/** Seconds, or a moment (RFC 9110, 10.2.3). */
function readRetryAfter(value: string | null, date: number): number {
  if (value === null) return 0;
  const milliseconds = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - date;
  return Number.isFinite(milliseconds) && milliseconds > 0 ? milliseconds : 0;
}

/** GraphQL refuses with 200; only its errors are asked, because the data may quote anything. */
function isGraphqlRefusal({ status, text }: LimitFacts): boolean {
  if (status !== 200 || !/RATE_LIMIT|secondary rate limit/i.test(text)) return false;
  try {
    const { errors = [] } = JSON.parse(text) as { errors?: { type?: string; message?: string }[] };
    return errors.some(({ type, message }) => /RATE_LIMIT/i.test(type ?? "") || /secondary rate limit/i.test(message ?? ""));
  } catch {
    return false;
  }
}

import { HttpError } from "./http";

const LIMIT = 5_000;
const HOUR = 3_600_000;
/** GitHub's secondary limit on points a minute: a read costs one, a write five ("Rate limits for the REST API"). */
const POINTS_A_MINUTE = 900;
const WRITE_POINTS = 5;
const SECONDARY = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";

interface Bucket {
  used: number;
  reset: number;
  minute: { points: number; end: number };
}

/** What a test sets: how the limits behave from now on. */
export interface LimitScript {
  /** Requests that every identity has left, and for how many seconds; negative seconds are a reset in the past. */
  left?: { remaining: number; resetIn: number };
  /** The next requests are refused by the secondary limit, with or without a time. */
  secondary?: { times: number; retryAfter: number | null };
  /** Seconds that this GitHub's clock is ahead of everybody else's. */
  skew?: number;
}

/** GitHub's limits for each identity: 5,000 counted requests an hour, for REST and GraphQL apart, and so many points a minute. */
export class RateLimits {
  /** What was asked since the start, for whoever measures. */
  readonly asked = { requests: 0, unchanged: 0, secondaryRefusals: 0 };
  /** Milliseconds that time here is ahead of the machine's. */
  ahead = 0;
  private readonly buckets = new Map<string, Bucket>();
  private script: LimitScript = {};

  set(script: LimitScript): void {
    this.script = structuredClone(script);
    this.buckets.clear();
  }

  refuse(key: string, resource: string, isWriting: boolean): void {
    const bucket = this.bucket(key, resource);
    if (this.script.secondary && this.script.secondary.times > 0) {
      const { retryAfter } = this.script.secondary;
      this.script.secondary.times--;
      this.refuseSecondary(bucket, resource, retryAfter);
    }
    const now = this.now();
    if (bucket.minute.end <= now) bucket.minute = { points: 0, end: now + 60_000 };
    bucket.minute.points += isWriting && resource === "core" ? WRITE_POINTS : 1;
    if (bucket.minute.points > POINTS_A_MINUTE) this.refuseSecondary(bucket, resource, Math.ceil((bucket.minute.end - now) / 1000));
    if (bucket.used >= LIMIT)
      throw new HttpError(403, "API rate limit exceeded", undefined, Object.fromEntries(this.headers(bucket, resource)));
  }

  count(key: string, resource: string, isUnchanged: boolean): [string, string][] {
    const bucket = this.bucket(key, resource);
    this.asked.requests++;
    if (isUnchanged) this.asked.unchanged++;
    else bucket.used++;
    return this.headers(bucket, resource);
  }

  overview(key: string) {
    const { used, reset } = this.bucket(key, "core");
    const core = { limit: LIMIT, used, remaining: LIMIT - used, reset: Math.floor(reset / 1000) };
    return { resources: { core, search: { ...core, limit: 30, used: 0, remaining: 30 } }, rate: core };
  }

  private now(): number {
    return Date.now() + this.ahead + (this.script.skew ?? 0) * 1000;
  }

  private bucket(key: string, resource: string): Bucket {
    const name = `${key} ${resource}`;
    const known = this.buckets.get(name);
    if (known && (known.reset > this.now() || (this.script.left?.resetIn ?? 0) < 0)) return known;
    // What a test set lasts until its reset.
    if (known) delete this.script.left;
    const { remaining = LIMIT, resetIn = HOUR / 1000 } = this.script.left ?? {};
    const fresh = { used: LIMIT - remaining, reset: this.now() + resetIn * 1000, minute: { points: 0, end: 0 } };
    this.buckets.set(name, fresh);
    return fresh;
  }

  private refuseSecondary(bucket: Bucket, resource: string, retryAfter: number | null): never {
    this.asked.secondaryRefusals++;
    const headers = Object.fromEntries(this.headers(bucket, resource));
    throw new HttpError(403, SECONDARY, undefined, { ...headers, ...(retryAfter === null ? {} : { "retry-after": String(retryAfter) }) });
  }

  private headers({ used, reset }: Bucket, resource: string): [string, string][] {
    return [
      ["date", new Date(this.now()).toUTCString()],
      ["x-ratelimit-limit", String(LIMIT)],
      ["x-ratelimit-used", String(used)],
      ["x-ratelimit-remaining", String(Math.max(0, LIMIT - used))],
      ["x-ratelimit-reset", String(Math.floor(reset / 1000))],
      ["x-ratelimit-resource", resource],
    ];
  }
}

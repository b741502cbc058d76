import { HttpError } from "./http";

const LIMIT = 5_000;
const HOUR = 3_600_000;

/** GitHub's primary limit: 5,000 counted requests an hour for each identity; a 304 is not counted. */
export class RateLimits {
  private readonly buckets = new Map<string, { used: number; reset: number }>();

  refuse(key: string) {
    const bucket = this.bucket(key);
    if (bucket.used >= LIMIT) throw new HttpError(403, "API rate limit exceeded", undefined, Object.fromEntries(this.headers(bucket)));
  }

  count(key: string, isUnchanged: boolean): [string, string][] {
    const bucket = this.bucket(key);
    if (!isUnchanged) bucket.used++;
    return this.headers(bucket);
  }

  overview(key: string) {
    const { used, reset } = this.bucket(key);
    const core = { limit: LIMIT, used, remaining: LIMIT - used, reset: Math.floor(reset / 1000) };
    return { resources: { core, search: { ...core, limit: 30, used: 0, remaining: 30 } }, rate: core };
  }

  private bucket(key: string) {
    const known = this.buckets.get(key);
    if (known && known.reset > Date.now()) return known;
    const fresh = { used: 0, reset: Date.now() + HOUR };
    this.buckets.set(key, fresh);
    return fresh;
  }

  private headers({ used, reset }: { used: number; reset: number }): [string, string][] {
    return [
      ["x-ratelimit-limit", String(LIMIT)],
      ["x-ratelimit-used", String(used)],
      ["x-ratelimit-remaining", String(Math.max(0, LIMIT - used))],
      ["x-ratelimit-reset", String(Math.floor(reset / 1000))],
      ["x-ratelimit-resource", "core"],
    ];
  }
}

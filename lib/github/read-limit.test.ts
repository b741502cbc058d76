import { expect, test } from "vitest";
import { readLimit } from "./read-limit";

const NOW = Date.parse("2026-11-20T12:00:00Z");
/** The server's clock, as far from ours as clocks may be. */
const at = (skewMinutes: number, seconds = 0) => NOW + skewMinutes * 60_000 + seconds * 1000;
const http = (time: number) => new Date(time).toUTCString();
const unix = (time: number) => String(time / 1000);

function read(status: number, headers: Record<string, string>, text = "", strikes = 0): string {
  const limit = readLimit({ status, header: (name) => headers[name] ?? null, text }, strikes, NOW);
  return limit ? `${limit.reason} ${limit.waitMilliseconds / 1000}` : "none";
}

const usedUp = (skew: number, inSeconds: number) => ({
  date: http(at(skew)),
  "x-ratelimit-remaining": "0",
  "x-ratelimit-reset": unix(at(skew, inSeconds)),
});
const SECONDARY = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
const refusedQuery = JSON.stringify({ errors: [{ type: "RATE_LIMITED", message: "API rate limit exceeded" }] });
const quotedQuery = JSON.stringify({ data: { title: "Explain the secondary rate limit, type RATE_LIMITED" } });

for (const [name, answer, expected] of [
  ["an ordinary answer", read(200, { "x-ratelimit-remaining": "12", "x-ratelimit-reset": unix(at(0, 60)) }), "none"],
  ["a permission that is missing", read(403, { "x-ratelimit-remaining": "12" }, "Resource not accessible by integration"), "none"],
  ["the last request of the hour", read(200, usedUp(0, 1800)), "primary 1800"],
  ["a refusal by the hourly limit", read(403, usedUp(0, 1800), "API rate limit exceeded for installation"), "primary 1800"],
  ["a server five minutes ahead", read(403, usedUp(5, 600), "API rate limit exceeded"), "primary 600"],
  ["a server five minutes behind", read(403, usedUp(-5, 600), "API rate limit exceeded"), "primary 600"],
  ["no date at all", read(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": unix(at(0, 90)) }), "primary 90"],
  ["a reset of next year", read(403, usedUp(0, 31_536_000)), "primary 3900"],
  ["a reset in the past, refused", read(403, usedUp(0, -30), "API rate limit exceeded"), "primary 60"],
  ["a reset in the past, refused the third time", read(403, usedUp(0, -30), "API rate limit exceeded", 2), "primary 240"],
  ["a reset in the past, answered", read(200, usedUp(0, -1)), "none"],
  ["retry-after in seconds", read(403, { "retry-after": "95", "x-ratelimit-remaining": "4000" }, SECONDARY), "secondary 95"],
  ["retry-after with 429", read(429, { "retry-after": "7" }), "secondary 7"],
  ["retry-after as a moment, clocks apart", read(429, { date: http(at(5)), "retry-after": http(at(5, 40)) }), "secondary 40"],
  ["retry-after of nothing", read(429, { "retry-after": "0" }), "secondary 60"],
  ["retry-after before the reset", read(403, { ...usedUp(0, 900), "retry-after": "60" }), "primary 900"],
  ["retry-after past the reset", read(403, { ...usedUp(0, 30), "retry-after": "60" }), "secondary 60"],
  ["a secondary limit that says no time", read(403, { "x-ratelimit-remaining": "4000" }, SECONDARY), "secondary 60"],
  ["the same for the fourth time", read(403, { "x-ratelimit-remaining": "4000" }, SECONDARY, 3), "secondary 480"],
  ["the same for the twentieth time", read(403, {}, SECONDARY, 19), "secondary 3600"],
  ["GraphQL's refusal with 200", read(200, {}, refusedQuery), "secondary 60"],
  ["a text that only speaks of limits", read(200, {}, quotedQuery), "none"],
] as const)
  test(`T17 ${name}: ${expected}`, () => expect(answer).toBe(expected));

test("T17 counted by our own clock the same reset would be asked five minutes too early", () => {
  const behind = usedUp(-5, 600);
  expect(Number(behind["x-ratelimit-reset"]) * 1000 - NOW).toBe(300_000);
});

import { expect, test } from "vitest";
import { safeReturnPath } from "./safe-return-path";

for (const [wanted, expected] of [
  ["/repositories/a/b?x=1", "/repositories/a/b?x=1"],
  ["https://slipway.example.com/connect", "/connect"],
  ["https://evil.example/", "/"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["https:evil.example", "/"],
  ["https://slipway.example.com@evil.example/", "/"],
  ["https://slipway.example.com//evil.example", "/"],
  ["javascript:alert(1)", "/"],
  ["/signin?error=x", "/"],
  ["http://[", "/"],
] as const)
  test(`after signing in, ${wanted} leads to ${expected}`, () =>
    expect(safeReturnPath(wanted, "https://slipway.example.com")).toBe(expected));

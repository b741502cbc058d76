import { expect, test } from "vitest";
import { contentSecurityPolicy } from "./headers";
import { refuseForeignOrigin, stripForwarded } from "./request-guard";

const URL = "https://slipway.example.com";

for (const [name, method, origin, isRefused] of [
  ["reading without an Origin", "GET", undefined, false],
  ["our own Origin", "POST", URL, false],
  ["a foreign Origin", "POST", "https://evil.example", true],
  ["the Origin null", "POST", "null", true],
  ["no Origin", "POST", undefined, true],
  ["another port", "DELETE", `${URL}:8443`, true],
  ["our name as a prefix", "POST", `${URL}.evil.example`, true],
] as const)
  test(`T29 ${isRefused ? "refuses" : "allows"} ${name}`, () =>
    expect(refuseForeignOrigin({ method, headers: { origin } }, URL) !== null).toBe(isRefused));

test("forwarded headers of a client are dropped", () => {
  const headers: Record<string, string> = { host: "a", "x-forwarded-host": "evil", "x-middleware-subrequest": "1" };
  stripForwarded({ headers });
  expect(headers).toEqual({ host: "a" });
});

test("the policy lets forms reach GitHub and scripts run with the nonce only", () => {
  const policy = contentSecurityPolicy({ nonce: "abc", githubUrl: "https://github.com/x", isDevelopment: false });
  expect(policy).toContain("form-action 'self' https://github.com;");
  expect(policy).toContain("script-src 'self' 'nonce-abc';");
  expect(policy).not.toContain("unsafe-eval");
});

import { Octokit } from "@octokit/rest";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { READING, WRITING } from "./contract";
import { createExchangeChecker, type ExchangeChecker } from "./openapi/check-exchange";

const {
  SLIPWAY_CONTRACT_TOKEN: token,
  SLIPWAY_CONTRACT_REPOSITORY: name = "",
  SLIPWAY_CONTRACT_URL: baseUrl = "https://api.github.com",
  SLIPWAY_CONTRACT_WRITES: writes,
} = process.env;
const [owner = "", repo = ""] = name.split("/");

const violations: string[] = [];
let check: ExchangeChecker;

/** Holds every answer against GitHub's own description, as local-github's are. */
const judgedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  const { pathname, searchParams } = new URL(String(input));
  const path = pathname.replace(/^\/api\/v3/, "");
  if (path.endsWith("/graphql")) return response;
  const text = await response.clone().text();
  violations.push(
    ...check({
      method: String(init?.method ?? "get").toLowerCase(),
      path,
      query: Object.fromEntries(searchParams),
      status: response.status,
      requestBody: typeof init?.body === "string" ? (JSON.parse(init.body) as unknown) : undefined,
      responseBody: text ? (JSON.parse(text) as unknown) : undefined,
    }),
  );
  return response;
};

const place = { octokit: new Octokit({ baseUrl, auth: token, request: { fetch: judgedFetch } }), owner, repo };

beforeAll(async () => {
  check = await createExchangeChecker();
});
afterEach(() => expect(violations.splice(0)).toEqual([]));

describe.skipIf(!token || !repo)("GitHub itself, with SLIPWAY_CONTRACT_TOKEN and SLIPWAY_CONTRACT_REPOSITORY", () => {
  for (const [promise, hold] of Object.entries(READING)) test(promise, () => hold(place));
});

describe.skipIf(!token || !repo || writes !== "1")(
  "the same, written to a repository to throw away, with SLIPWAY_CONTRACT_WRITES=1",
  () => {
    for (const [promise, hold] of Object.entries(WRITING)) test(promise, () => hold(place));
  },
);

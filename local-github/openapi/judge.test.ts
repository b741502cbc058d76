import { beforeAll, expect, test } from "vitest";
import type { Exchange } from "../server";
import { createJudge, type Judge } from "./judge";

const RUNS = "/repos/harbour/boat/actions/runs";
const exchange = (change: Partial<Exchange>): Exchange => ({
  method: "get",
  path: RUNS,
  query: {},
  status: 200,
  requestBody: undefined,
  responseBody: { total_count: 0, workflow_runs: [] },
  ...change,
});
const status = (change: Partial<Exchange>) =>
  exchange({
    method: "post",
    path: `/repos/harbour/boat/statuses/${"1".repeat(40)}`,
    status: 422,
    responseBody: { message: "no" },
    ...change,
  });

let judge: Judge;
beforeAll(async () => {
  judge = await createJudge();
});

function judged(seen: Exchange): string[] {
  judge.verdict.violations = {};
  judge.onExchange(seen);
  return Object.keys(judge.verdict.violations);
}

for (const [name, seen] of [
  ["a list that is empty", exchange({})],
  ["numbers in an address, as text", exchange({ query: { per_page: "100", page: "2", head_sha: "1".repeat(40) } })],
  ["what has not changed", exchange({ status: 304, responseBody: undefined })],
  ["a refusal with words", status({ requestBody: { state: "fine" } })],
  [
    "a query that is refused for a reason of GitHub's",
    exchange({ path: "/graphql", responseBody: { errors: [{ type: "NOT_FOUND", message: "x" }] } }),
  ],
] as const)
  test(`fits: ${name}`, () => expect(judged(seen)).toEqual([]));

for (const [name, seen, words] of [
  ["an answer without a field", exchange({ responseBody: { total_count: 0 } }), "must have required property 'workflow_runs'"],
  ["an answer of another type", exchange({ responseBody: { total_count: "0", workflow_runs: [] } }), "/total_count must be integer"],
  ["a status that is not described", exchange({ status: 201 }), "status 201 is not described"],
  ["a parameter that GitHub does not take", exchange({ query: { sha: "1" } }), "must NOT have additional properties (sha)"],
  ["a parameter that is no number", exchange({ query: { per_page: "many" } }), "/per_page must be integer"],
  ["a parameter with a word it does not know", exchange({ query: { status: "green" } }), "/status must be equal to one of"],
  [
    "a request with a word it does not know",
    status({ status: 201, requestBody: { state: "fine" }, responseBody: undefined }),
    "request /state must be",
  ],
  ["a refusal without words", exchange({ status: 404, responseBody: {} }), "an error without a message"],
  ["an address that GitHub does not have", exchange({ path: "/repos/harbour/boat/wind" }), "not in GitHub's description"],
  [
    "a route that is not there",
    exchange({ path: "/repos/harbour/boat/wind", status: 501, responseBody: { message: "x" } }),
    "has no such route",
  ],
  [
    "a query with a field that is not there",
    exchange({ path: "/graphql", responseBody: { errors: [{ message: 'Cannot query field "wind"' }] } }),
    "wind",
  ],
  [
    "a field that nobody wrote an answer for",
    exchange({ path: "/graphql", responseBody: { errors: [{ type: "NOT_IMPLEMENTED", message: "local-github has no Repository.wind" }] } }),
    "Repository.wind",
  ],
] as const)
  test(`is found: ${name}`, () => expect(judged(seen).join("\n")).toContain(words));

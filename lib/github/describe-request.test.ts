import { expect, test } from "vitest";
import { describeRequest } from "./describe-request";

const API = "https://api.github.com";
const graphql = (query: string) => JSON.stringify({ query, variables: {} });

for (const [method, url, body, expected] of [
  ["GET", `${API}/repos/a/b/actions/runs?per_page=50`, undefined, ["core", "workflow runs", false, false]],
  ["GET", `${API}/repos/a/b/actions/runs/7/jobs`, undefined, ["core", "jobs and steps", false, false]],
  ["GET", "https://ghe.example/api/v3/repos/a/b/git/matching-refs/heads", undefined, ["core", "branches and tags", false, false]],
  ["GET", `${API}/repos/a/b/git/blobs/1`, undefined, ["core", "files and commits", false, false]],
  ["GET", `${API}/repos/a/b/pulls?state=open`, undefined, ["core", "pull requests", false, false]],
  ["GET", `${API}/repos/a/b`, undefined, ["core", "repositories", false, false]],
  ["GET", `${API}/repos/app/app`, undefined, ["core", "repositories", false, false]],
  ["POST", `${API}/repos/a/b/git/refs`, "{}", ["core", "writes", true, false]],
  ["GET", "https://ghe.example/api/v3/app/hook/deliveries", undefined, ["core", "webhook deliveries", false, true]],
  ["POST", `${API}/app/installations/12/access_tokens`, undefined, ["core", "tokens", false, true]],
  ["GET", `${API}/search/issues?q=x`, undefined, ["search", "pull requests", false, false]],
  ["POST", `${API}/graphql`, graphql("query ViewerRoles($ids: [ID!]!) { nodes }"), ["graphql", "roles", false, false]],
  ["POST", "https://ghe.example/api/graphql", graphql("\n  mutation Move($input: X!) { x }"), ["graphql", "writes", true, false]],
  ["POST", `${API}/graphql`, graphql("mutation { x }"), ["graphql", "writes", true, false]],
  ["POST", `${API}/graphql`, graphql('query Refs { a(text: "mutation") }'), ["graphql", "branches and tags", false, false]],
] as const)
  test(`${method} ${new URL(url).pathname} ${body ?? ""} is ${expected[1]}`, () => {
    const { resource, kind, isWriting, isApp } = describeRequest(url, method, body);
    expect([resource, kind, isWriting, isApp]).toEqual(expected);
  });

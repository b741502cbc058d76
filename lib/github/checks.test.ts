import { expect, test } from "vitest";
import { toCheckRun, toStatusCheck } from "./checks";

const RUN = { id: 7, name: "patch", head_sha: "1".repeat(40), status: "completed", app: { slug: "coverage" } };
const STATUS = { id: 9, sha: "2".repeat(40), context: "ci/build", created_at: "2026-03-01T10:00:00Z" };

test("a check run says what its App found in one bounded line", () => {
  const sentence = (output: { title?: string | null; summary?: string | null } | null) => toCheckRun({ ...RUN, output }).sentence;
  expect(sentence({ title: "71 % of the patch", summary: "long" })).toBe("71 % of the patch");
  expect(sentence({ title: null, summary: "\n## Below 80 %\n\n* a.ts" })).toBe("Below 80 %");
  expect(sentence(null)).toBe("");
  expect(sentence({ title: "x".repeat(65_535) })).toHaveLength(300);
});

test("an address that is no page becomes no link", () => {
  const url = (details_url: string) => toCheckRun({ ...RUN, details_url, html_url: "https://github.example/o/r/runs/7" }).url;
  expect(url("https://coverage.example/1")).toBe("https://coverage.example/1");
  for (const address of ["javascript:alert(1)", "data:text/html,x", "nowhere", ""])
    expect(url(address), address).toBe("https://github.example/o/r/runs/7");
  expect(toStatusCheck({ ...STATUS, state: "success", target_url: "javascript:alert(1)" }).url).toBeNull();
});

for (const [state, status, conclusion] of [
  ["pending", "pending", null],
  ["success", "completed", "success"],
  ["failure", "completed", "failure"],
  ["error", "completed", "error"],
] as const)
  test(`a status that says ${state} is ${status}`, () =>
    expect(toStatusCheck({ ...STATUS, state })).toMatchObject({ source: "status", app: "", name: "ci/build", status, conclusion }));

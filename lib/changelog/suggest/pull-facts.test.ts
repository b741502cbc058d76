import { expect, test } from "vitest";
import type { Entry } from "@/lib/changelog/notes";
import type { ReferencedPull } from "@/lib/changelog/referenced-pull";
import { readPullFacts } from "./pull-facts";

const pull = (number: number, changes: Partial<ReferencedPull> = {}): ReferencedPull => ({
  number,
  kind: "pull",
  title: `fix(hull): seal ${number}`,
  author: "demo-lead",
  url: "",
  branch: `seal-${number}`,
  labels: ["area:hull"],
  paths: [`src/hull/${number}.ts`],
  closes: [],
  ...changes,
});
const entry = (...labels: string[]): Entry => ({
  id: labels.join(),
  kind: "entry",
  raw: "",
  text: "",
  references: labels.map((label) => ({ label, url: null })),
  origins: [],
});
const factsOf = readPullFacts([
  pull(1),
  pull(2, { labels: ["area:hull", "bug"], closes: ["#9"] }),
  pull(3, { kind: "issue" }),
  pull(4, { kind: "missing" }),
]);

test("the numbers of an entry speak together", () => {
  expect(factsOf(entry("#1", "#2"))).toEqual({
    title: "fix(hull): seal 1",
    isIssue: false,
    labels: ["area:hull", "bug"],
    paths: ["src/hull/1.ts", "src/hull/2.ts"],
    linkedIssues: ["#9"],
    branch: "seal-1",
    author: "demo-lead",
    scope: "hull",
  });
});

test("an issue is one, beside a pull request it is not", () => {
  expect(factsOf(entry("#3"))?.isIssue).toBe(true);
  expect(factsOf(entry("#3", "#1"))?.isIssue).toBe(false);
});

test("nothing is known of missing numbers, other repositories and commits", () => {
  for (const label of ["#4", "#5", "other/boat#1", "e15bc0c"]) expect(factsOf(entry(label))).toBeUndefined();
});

test("the same entry gets the same object", () => expect(factsOf(entry("#1"))).toBe(factsOf(entry("#1"))));

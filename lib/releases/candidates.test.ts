import { expect, test } from "vitest";
import { commitsToRead, detectCandidates, type RepositoryFacts, releaseSortKey } from "./candidates";

const ref = (name: string, sha: string) => ({ name, sha, committedAt: new Date(0), subject: `commit ${sha}`, author: "demo" });
const pull = (number: number, title: string, headRef: string, headSha: string, labels: string[] = []) => ({
  number,
  title,
  headRef,
  headSha,
  labels,
  author: "bot",
  url: "",
  createdAt: new Date(0),
});
const detect = (facts: Partial<RepositoryFacts>) =>
  detectCandidates({ defaultBranch: "main", refs: [], pulls: [], versionAt: new Map(), ...facts }).map(
    (c) => `${c.release} ${c.version.text} ${c.sha} ${c.names.map((n) => `${n.kind}:${n.name}`).join("+")}`,
  );

test("finds candidates from tags, whatever their prefix, and leaves other tags alone", () => {
  expect(
    detect({
      refs: [ref("refs/tags/26.2.0rc1", "a"), ref("refs/tags/v1.0.0", "b"), ref("refs/tags/nightly", "c"), ref("refs/tags/v1", "d")],
    }),
  ).toEqual(["26.2.0 26.2.0rc1 a tag:26.2.0rc1", "1.0.0 1.0.0 b tag:v1.0.0"]);
});

test("finds the head of a release branch", () => {
  expect(detect({ refs: [ref("refs/heads/release/26.2.0", "a"), ref("refs/heads/feature/x", "b")] })).toEqual([
    "26.2.0 26.2.0 a branch:release/26.2.0",
  ]);
});

test("the same commit is one candidate with several names", () => {
  expect(
    detect({ refs: [ref("refs/tags/26.2.0rc1", "a"), ref("refs/heads/release/26.2.0", "a")], versionAt: new Map([["a", "26.2.0rc1"]]) }),
  ).toEqual(["26.2.0 26.2.0rc1 a tag:26.2.0rc1+branch:release/26.2.0"]);
});

test("C1 on a release line the version file says which release it is", () => {
  expect(detect({ refs: [ref("refs/heads/release-1.24", "a")], versionAt: new Map([["a", "1.24.3"]]) })).toEqual([
    "1.24.3 1.24.3 a branch:release-1.24",
  ]);
  expect(detect({ refs: [ref("refs/heads/release-1.24", "a")] })).toEqual([]);
});

test("a branch whose version is tagged on another commit proposes nothing yet", () => {
  expect(
    detect({ refs: [ref("refs/tags/1.24.3", "a"), ref("refs/heads/release-1.24", "b")], versionAt: new Map([["b", "1.24.3"]]) }),
  ).toEqual(["1.24.3 1.24.3 a tag:1.24.3"]);
});

for (const [name, title, head, labels] of [
  ["by label", "chore: something 1.3.0", "x", ["autorelease: pending"]],
  ["by branch", "chore(main): release 1.3.0", "release-please--branches--main", []],
  ["by title", "release 1.3.0", "anything", []],
] as const)
  test(`finds a release pull request ${name}`, () =>
    expect(detect({ pulls: [pull(4, title, head, "a", [...labels])], versionAt: new Map([["a", "1.3.0"]]) })).toEqual([
      `1.3.0 1.3.0 a pull-request:${head}`,
    ]));

test("ignores other pull requests", () => {
  expect(detect({ pulls: [pull(4, "Add a crane", "crane", "a")] })).toEqual([]);
});

test("finds the default branch when its version files run ahead of every tag", () => {
  const refs = [ref("refs/heads/main", "m"), ref("refs/tags/v1.2.0", "t")];
  expect(detect({ refs, versionAt: new Map([["m", "1.3.0"]]) })).toContain("1.3.0 1.3.0 m branch:main");
  expect(detect({ refs, versionAt: new Map([["m", "1.2.0"]]) })).not.toContain("1.2.0 1.2.0 m branch:main");
  expect(detect({ refs, versionAt: new Map([["m", "1.3.0.dev0"]]) })).toHaveLength(1);
});

test("reads version files only where they can matter", () => {
  const refs = [ref("refs/heads/main", "m"), ref("refs/heads/release/1.0.0", "r"), ref("refs/heads/topic", "t"), ref("refs/tags/1.0", "v")];
  expect(commitsToRead({ refs, pulls: [pull(1, "release 2.0.0", "x", "p")], defaultBranch: "main" })).toEqual(["m", "r", "p"]);
});

test("sort keys order releases by meaning", () => {
  expect(["1.10.0", "1.9.0", "1.9"].sort((a, b) => (releaseSortKey(a) < releaseSortKey(b) ? -1 : 1))).toEqual(["1.9", "1.9.0", "1.10.0"]);
});

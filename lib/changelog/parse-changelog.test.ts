import { expect, test } from "vitest";
import { parseChangelog } from "./parse-changelog";

const sections = (text: string, path?: string) =>
  parseChangelog(text, path).sections.map(({ label, start, end }) => [label, text.slice(start, end)]);

test("a section reaches to the next one", () => {
  expect(sections("# C\n\n## 1.1.0\n\n* a\n\n## 1.0.0\n\n* b\n")).toEqual([
    ["1.1.0", "## 1.1.0\n\n* a\n\n"],
    ["1.0.0", "## 1.0.0\n\n* b\n"],
  ]);
});

test("an anchor above a heading belongs to it", () => {
  expect(sections('## 1.1.0\n* a\n\n<a name="1.0.0"></a>\n## 1.0.0\n* b\n').map(([, text]) => text)).toEqual([
    "## 1.1.0\n* a\n\n",
    '<a name="1.0.0"></a>\n## 1.0.0\n* b\n',
  ]);
  expect(sections("1.1\n===\n\n- a\n\n.. _old:\n\n1.0\n===\n\n- b\n", "NEWS.rst").map(([label]) => label)).toEqual(["1.1", "1.0"]);
});

test("where patches are headed one level lower, their categories are part of them", () => {
  const text = "## 1.1.0\n\n### Features\n* a\n\n### 1.0.1\n\n### Fixes\n* b\n\n## 1.0.0\n* c\n";
  expect(sections(text).map(([label, body]) => [label, body?.includes("* b")])).toEqual([
    ["1.1.0", false],
    ["1.0.1", true],
    ["1.0.0", false],
  ]);
});

test("link definitions at the end of the file belong to no section", () => {
  expect(sections("## 1.0.0\n\n* a\n\n[1.0.0]: x\n")).toEqual([["1.0.0", "## 1.0.0\n\n* a\n\n"]]);
});

test("Unreleased is a section without a version", () => {
  expect(parseChangelog("## [Unreleased]\n* a\n\n## 1.0.0\n").sections[0]).toMatchObject({ label: "Unreleased", version: null });
});

for (const [dialect, markup, text, path] of [
  ["towncrier", "markdown", "# C\n\n<!-- towncrier release notes start -->\n\n## 1.0.0 (2026-01-01)\n\n### Fixes\n* a\n", "CHANGELOG.md"],
  [
    "towncrier",
    "rst",
    ".. towncrier release notes start\n\nBoat 1.0 (2026-01-01)\n=====================\n\nFixes\n-----\n\n- a\n",
    "NEWS.rst",
  ],
  ["keep-a-changelog", "markdown", "# C\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- a\n", "CHANGELOG.md"],
  [
    "release-please",
    "markdown",
    "# C\n\n## [1.0.0](https://x.example/compare/v0...v1) (2026-01-01)\n\n\n### Bug Fixes\n\n* a\n",
    "CHANGELOG.md",
  ],
  ["changesets", "markdown", "# core\n\n## 1.0.0\n\n### Patch Changes\n\n- a\n", "CHANGELOG.md"],
  ["hand-written", "markdown", "1.0.0\n=====\n\n* a\n", ""],
  ["hand-written", "rst", "1.0.0\n=====\n\nNew\n~~~~~\n\n* a\n", ""],
  ["unknown", "markdown", "Version one point two\n\nwe did things\n", ""],
  ["unknown", "markdown", "", ""],
] as const)
  test(`${markup} of the dialect ${dialect}`, () => expect(parseChangelog(text, path)).toMatchObject({ dialect, markup }));

import { expect, test } from "vitest";
import { parseChangelog } from "@/lib/changelog/parse-changelog";
import { applyFixes } from "@/lib/changelog/problem";
import { type LintOptions, lintChangelog } from "./lint-changelog";

const lint = (text: string, options?: LintOptions) => lintChangelog(parseChangelog(text), options);
const ids = (text: string, options?: LintOptions) => lint(text, options).map(({ id }) => id);
const section = (body: string) => `## 1.2.0 (2026-03-01)\n\n${body}\n\n## 1.1.0 (2026-01-01)\n\n### Fixes\n* Old (#2)\n`;
const group = (title: string, description: string, entries = "* A (#10)\n* B (#11)") => `#### ${title}\n${description}\n\n${entries}\n`;

for (const [name, text, expected] of [
  ["nothing in a sound file", section(`### Features\n\n${group("Hull", "Built a new hull.")}\n#### Other Features\n* C (#12)`), []],
  ["a description that is not in the past tense", section(`### Features\n\n${group("Hull", "Adds a new hull.")}`), ["description-tense"]],
  [
    "a description of three sentences",
    section(`### Features\n\n${group("Hull", "Built it. Tested it. Sold it.")}`),
    ["description-length"],
  ],
  [
    "two sentences with e.g. and 1.5 in them",
    section(`### Features\n\n${group("Hull", "Built it, e.g. in oak. Used v1.5 of `a.b. c`.")}`),
    [],
  ],
  ["a subsection without description", section("### Features\n\n#### Hull\n* A (#10)\n* B (#11)"), ["description-missing"]],
  ["a title that is a component", section(`### Features\n\n${group("Storage Proxy Improvements", "Improved it.")}`), ["component-title"]],
  ["a title that only holds a component", section(`### Features\n\n${group("Agent Selection", "Improved it.")}`), []],
  ["a group of one", section(`### Features\n\n${group("Hull", "Built it.", "* A (#10)")}`), ["group-of-one"]],
  ["Other with a description", section("### Features\n\n#### Other Features\nSome more.\n\n* A (#10)"), ["other-described"]],
  [
    "Other before another subsection",
    section(`### Features\n\n#### Other Features\n* C (#12)\n\n${group("Hull", "Built it.")}`),
    ["other-not-last"],
  ],
  ["entries before the first subsection", section(`### Features\n* C (#12)\n\n${group("Hull", "Built it.")}`), ["ungrouped-first"]],
  [
    "one pull request in two groups",
    section(`### Features\n\n${group("Hull", "Built it.")}\n${group("Mast", "Raised it.", "* A2 (#10)\n* D (#13)")}`),
    ["same-reference-in-two-groups"],
  ],
  ["one pull request in two categories", section("### Features\n* A (#10)\n\n### Fixes\n* A2 (#10)"), ["same-reference-in-two-categories"]],
  ["an entry that stands twice", section("### Features\n* A (#10)\n* A (#10)"), ["repeated-entry"]],
  ["an entry without a reference among others with one", section("### Features\n* A (#10)\n* B (#11)\n* C"), ["entry-without-reference"]],
  ["no entry with a reference at all", section("### Features\n* A\n* B"), []],
  ["an entry of an earlier release", section("### Features\n* A (#2)\n* B (#11)"), ["already-released"]],
  ["an empty heading", section("### Features\n\n### Fixes\n* A (#10)"), ["empty-heading"]],
  ["a version that stands twice", section("* A (#10)") + section("* B (#11)"), ["repeated-version", "repeated-version"]],
  ["a candidate that was not merged", `## 1.2.0\n\n* A (#10)\n\n## 1.2.0rc1\n\n* B (#11)\n`, ["unmerged-candidate"]],
  ["no heading with a version", "we did things\n", ["no-version-headings"]],
  [
    "a compare link that starts too early",
    "## [1.2.0](https://x.example/o/r/compare/v1.0.0...v1.2.0) (2026-03-01)\n\n* A\n\n## [1.1.0](https://x.example/o/r/compare/v1.0.0...v1.1.0) (2026-02-01)\n\n* B\n\n## 1.0.0\n",
    ["compare-range-oversized"],
  ],
  ["an empty file", "", []],
  ["merge markers", "## 1.0.0\n\n<<<<<<< HEAD\n* A\n=======\n* B\n>>>>>>> b\n", ["merge-marker", "merge-marker", "merge-marker"]],
  ["a line of seven equal signs alone", "1.0.0\n=======\n\n* A\n", []],
  ["text that runs from right to left in secret", "## 1.0.0\n\n* A\u202eB\n", ["hidden-character"]],
  ["a fence that is never closed", "## 1.0.0\n\n```\n* A\n", ["unclosed-block"]],
  [
    "a pointer instead of the file",
    "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n",
    ["no-version-headings", "lfs-pointer"],
  ],
] as const)
  test(name, () => expect(ids(text)).toEqual(expected));

test("what is wrong in a past release is history, unless somebody asks", () => {
  const text = `## 1.2.0\n\n* A (#20)\n\n## 1.1.0\n\n### Features\n\n${group("Hull", "Adds it.")}`;
  expect(ids(text)).toEqual([]);
  expect(ids(text, { version: "1.1.0" })).toEqual(["description-tense"]);
  expect(ids(text, { all: true })).toEqual(["description-tense"]);
});

test("components are the project's own", () => {
  const text = section(`### Features\n\n${group("Keel Updates", "Improved it.")}`);
  expect(ids(text, { components: ["keel"] })).toEqual(["component-title"]);
});

for (const [name, before, after] of [
  [
    "the tense of a verb that is known",
    section(`### Features\n\n${group("Hull", "Adding a hull.")}`),
    section(`### Features\n\n${group("Hull", "Added a hull.")}`),
  ],
  [
    "the place of Other",
    section(`### Features\n\n#### Other Features\n* C (#12)\n\n${group("Hull", "Built it.").trimEnd()}`),
    section(`### Features\n\n${group("Hull", "Built it.").trimEnd()}\n\n#### Other Features\n* C (#12)`),
  ],
  ["a hidden character", "## 1.0.0\n\n* A\u200bB\n", "## 1.0.0\n\n* AB\n"],
] as const)
  test(`puts right for certain: ${name}`, () => {
    const fixed = applyFixes(before, lint(before));
    expect(fixed).toBe(after);
    expect(lint(fixed).filter(({ fix }) => fix)).toEqual([]);
  });

test("a position is that of the words that are meant", () => {
  const text = section(`### Features\n\n${group("Hull", "Adds a new hull.")}`);
  const [problem] = lint(text);
  expect(text.slice(problem?.start, problem?.end)).toBe("Adds");
});

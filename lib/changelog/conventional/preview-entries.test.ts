import { expect, test } from "vitest";
import { previewEntries } from "./preview-entries";

const options = {
  version: "1.3.0",
  tag: "v1.3.0",
  previousTag: "v1.2.3",
  date: "2026-01-31",
  repository: { host: "https://git.example.org", owner: "o", name: "r" },
};

const sha = (digit: string) => digit.repeat(40);
const commits = (messages: readonly string[]) => messages.map((message, index) => ({ sha: sha(String(index)), message }));
const link = (digit: string) => `([${digit.repeat(7)}](https://git.example.org/o/r/commit/${sha(digit)}))`;
const issue = (number: number) => `[#${number}](https://git.example.org/o/r/issues/${number})`;
const bullets = (messages: readonly string[]) =>
  previewEntries(commits(messages), options)
    .text.split("\n")
    .filter((line) => line.startsWith("* "));

test("a whole section: breaking changes, groups in their order, two blank lines between groups", () =>
  expect(
    previewEntries(commits(["fix: mend (#7)", "feat(api)!: new lamp", "docs: hidden", "perf: faster", "Add a lamp"]), options),
  ).toEqual({
    entryCount: 3,
    omitted: [
      { sha: sha("2"), subject: "docs: hidden", reason: "hidden-type" },
      { sha: sha("4"), subject: "Add a lamp", reason: "not-conventional" },
    ],
    text: [
      "## [1.3.0](https://git.example.org/o/r/compare/v1.2.3...v1.3.0) (2026-01-31)",
      "",
      "",
      "### ⚠ BREAKING CHANGES",
      "",
      "* **api:** new lamp",
      "",
      "### Features",
      "",
      `* **api:** new lamp ${link("1")}`,
      "",
      "",
      "### Bug Fixes",
      "",
      `* mend (${issue(7)}) ${link("0")}`,
      "",
      "",
      "### Performance Improvements",
      "",
      `* faster ${link("3")}`,
    ].join("\n"),
  }));

for (const [name, message, bullet] of [
  ["links issues anywhere in the subject", "fix: mend #1 and #2", `* mend ${issue(1)} and ${issue(2)} ${link("0")}`],
  ["adds closed issues", "fix: mend (#7)\n\nCloses #1\nRefs: #2", `* mend (${issue(7)}) ${link("0")}, closes ${issue(1)} ${issue(2)}`],
  ["leaves out closed issues the subject names", "fix: mend #1\n\nCloses #1", `* mend ${issue(1)} ${link("0")}`],
  ["leaves out footers that name several", "fix: mend\n\nCloses #1, #2", `* mend ${link("0")}`],
  ["keeps a scope that looks like an issue", "fix(#1): mend", `* **#1:** mend ${link("0")}`],
  ["drops the scope *", "fix(*): mend", `* mend ${link("0")}`],
  ["escapes the first angle brackets", "fix: <a> and <b>", `* &lt;a&gt; and <b> ${link("0")}`],
  ["links people", "fix: thank @ada-l", `* thank [@ada-l](https://git.example.org/ada-l) ${link("0")}`],
  ["leaves packages and addresses", "fix: @types/node and a@b.c", `* @types/node and a@b.c ${link("0")}`],
  ["lists a hidden type with Release-As", "chore: go\n\nRelease-As: 2.0.0", `* go ${link("0")}`],
] as const)
  test(`a bullet ${name}`, () => expect(bullets([message])).toEqual([bullet]));

test("bullets are sorted by scope and subject as one text, letter by letter before case", () =>
  expect(
    bullets(["feat(cli): x", "feat: make", "feat(api): z", "feat: Bake", "feat: cook"]).map((line) => line.slice(2).split(" (")[0]),
  ).toEqual(["**api:** z", "Bake", "**cli:** x", "cook", "make"]));

test("of several breaking notes only the last is listed, and the others are told", () => {
  const preview = previewEntries(commits(["feat: a\n\nBREAKING CHANGE: one (#1)\nBREAKING CHANGE: two (#2)\nin two lines"]), options);
  expect(preview.text).toContain(
    `### ⚠ BREAKING CHANGES\n\n* two ([#2](https://git.example.org/o/r/issues/2)) in two lines\n\n### Features`,
  );
  expect(preview.omitted).toEqual([{ sha: sha("0"), subject: "feat: a", reason: "note-superseded" }]);
});

test("a list inside a breaking note stays a list", () =>
  expect(previewEntries(commits(["feat: a\n\nBREAKING CHANGE: these go\n- one\n- two"]), options).text).toContain(
    "* these go\n    - one\n    - two\n",
  ));

test("configured sections give titles and order", () => {
  const sections = [
    { type: "docs", section: "Papers", hidden: false },
    { type: "fix", section: "Mended", hidden: false },
    { type: "feat", section: "New", hidden: true },
  ];
  const { text, omitted } = previewEntries(commits(["fix: a", "docs: b", "feat: c", "perf: d"]), { ...options, sections });
  expect(text.match(/^### .*/gm)).toEqual(["### Papers", "### Mended"]);
  expect(omitted.map(({ reason }) => reason)).toEqual(["hidden-type", "unknown-type"]);
});

test("commits inside a squash are listed under its sha", () =>
  expect(bullets(["feat: a\n\nfix: b"])).toEqual([`* a ${link("0")}`, `* b ${link("0")}`]));

test("reverts are listed beside what they revert, as Release Please does", () =>
  expect(previewEntries(commits(["revert: feat: a", "feat: a"]), options).entryCount).toBe(2));

test("a first release has no compare link, an empty range only the heading", () =>
  expect(previewEntries([], { ...options, previousTag: null })).toEqual({ text: "## 1.3.0 (2026-01-31)", entryCount: 0, omitted: [] }));

import { expect, test } from "vitest";
import { parseVersion } from "@/lib/releases/version";
import { consolidate } from "./consolidate";
import { decodeFile, encodeFile } from "./encoding";
import { checkFile } from "./lint/check-file";
import { sumLedger } from "./notes";
import { parseChangelog, renderChangelog } from "./parse-changelog";
import { parseSection } from "./parse-section";

/** RELIABILITY §3, "Changelog": what people and machines really put into such files. */
const bytesOf = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) => Uint8Array.from([0xff, 0xfe, ...[...text].flatMap((c) => [c.charCodeAt(0) & 0xff, c.charCodeAt(0) >> 8])]);
const body = "### Fixes\n* A ([#1](https://x.example/1))\n";

/** Each with the labels of the sections and the number of entries that must be found. */
const CATALOGUE: [name: string, bytes: Uint8Array, labels: string[], entries: number][] = [
  ["an empty file", bytesOf(""), [], 0],
  ["only a BOM", bytesOf("\ufeff"), [], 0],
  ["CRLF, LF and CR mixed", bytesOf(`## 1.1.0\r\n\r\n${body}\r## 1.0.0\r* B\r`), ["1.1.0", "1.0.0"], 2],
  ["no final newline", bytesOf("## 1.0.0\n\n* A"), ["1.0.0"], 1],
  ["trailing spaces and tabs", bytesOf("## 1.0.0 \t \n\n* A\t \n\t\n"), ["1.0.0"], 1],
  ["a NUL in the middle", bytesOf("## 1.0.0\n\n* A\u0000B\n"), ["1.0.0"], 1],
  ["invalid UTF-8", Uint8Array.from([...bytesOf("## 1.0.0\n\n* A "), 0xff, 0xc3, 0x28, 0x0a]), ["1.0.0"], 1],
  ["UTF-16", utf16("## 1.0.0\n\n* A\n"), [], 0],
  [
    "combining marks, right-to-left text and bidi overrides",
    bytesOf("## 1.0.0\n\n* e\u0301 \u05e9\u05dc\u05d5\u05dd \u202etxt.exe\u202c\n"),
    ["1.0.0"],
    1,
  ],
  ["emoji joined with ZWJ", bytesOf("## 1.0.0\n\n* 👩‍👩‍👧‍👦 🏳️‍🌈 (#1)\n"), ["1.0.0"], 1],
  [
    "a heading in a fence, a comment and indented code",
    bytesOf("## 1.0.0\n\n```\n## 0.3.0\n```\n\n<!--\n## 0.2.0\n-->\n\n    ## 0.1.0\n\n* A\n"),
    ["1.0.0"],
    1,
  ],
  ["an unclosed fence", bytesOf("## 1.0.0\n\n* A\n\n```\n## 0.9.0\n* B\n"), ["1.0.0"], 1],
  ["setext headings", bytesOf("1.0.0\n=====\n\nFixes\n-----\n\n* A\n"), ["1.0.0"], 1],
  ["link definitions at the end", bytesOf("## [1.0.0]\n\n* A\n\n[1.0.0]: https://x.example\n"), ["1.0.0"], 1],
  ["a version heading that stands twice", bytesOf(`## 1.0.0\n\n${body}\n## 1.0.0\n\n${body}`), ["1.0.0", "1.0.0"], 2],
  [
    "every way to write a candidate",
    bytesOf("## 1.0.0rc1\n## 1.0.0-rc.1\n## 1.0.0-rc1\n## 1.0.0.rc1\n## 1.0.0.dev0\n"),
    ["1.0.0rc1", "1.0.0-rc.1", "1.0.0-rc1", "1.0.0.rc1", "1.0.0.dev0"],
    0,
  ],
  ["Unreleased", bytesOf("## [Unreleased]\n\n* A\n"), ["Unreleased"], 1],
  ["nested, loose and numbered lists of every mark", bytesOf("## 1.0.0\n\n* A\n  - a\n    + b\n\n- B\n\n+ C\n1. D\n2) E\n"), ["1.0.0"], 5],
  ["an entry with several links, one with none", bytesOf("## 1.0.0\n\n* A ([#1](x),\n  [#2](y))\n* B\n"), ["1.0.0"], 2],
  [
    "reStructuredText of towncrier",
    bytesOf(".. towncrier release notes start\n\n1.0.0 (2026-01-01)\n==================\n\nFixes\n-----\n\n- A (#1)\n"),
    ["1.0.0"],
    1,
  ],
  ["front matter", bytesOf("---\ntitle: 9.9.9\n---\n\n## 1.0.0\n\n* A\n"), ["1.0.0"], 1],
  [
    "HTML tables, data pictures and autolinks",
    bytesOf("## 1.0.0\n\n<table>\n<tr><td>## 0.9.0</td></tr>\n</table>\n\n![x](data:image/png;base64,AAAA)\n\n* <https://x.example>\n"),
    ["1.0.0"],
    1,
  ],
  ["merge markers", bytesOf("## 1.0.0\n\n<<<<<<< HEAD\n* A\n=======\n* B\n>>>>>>> b\n"), ["1.0.0"], 2],
  ["a Git LFS pointer", bytesOf("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"), [], 0],
  ["the target of a symbolic link", bytesOf("docs/CHANGELOG.md"), [], 0],
];

for (const [name, bytes, labels, entries] of CATALOGUE)
  test(`${name}: read, and given back byte for byte`, () => {
    const { text, encoding } = decodeFile(bytes);
    const changelog = parseChangelog(text);
    expect(encodeFile({ text: renderChangelog(changelog), encoding })).toEqual(bytes);
    expect(changelog.sections.map(({ label }) => label)).toEqual(labels);
    const items = changelog.sections.flatMap((section) => parseSection(changelog, section)).flatMap(({ groups }) => groups);
    expect(items.flatMap(({ items: listed }) => listed).filter(({ kind }) => kind === "entry")).toHaveLength(entries);
    expect(checkFile(bytes, "CHANGELOG.md").isLossless).toBe(true);
  });

for (const [name, bytes, id] of [
  ["UTF-16", utf16("## 1.0.0\n"), "utf-16"],
  ["invalid UTF-8", Uint8Array.from([...bytesOf("## 1.0.0\n\n* "), 0xff]), "invalid-utf-8"],
  ["a pointer", bytesOf("version https://git-lfs.github.com/spec/v1\n"), "lfs-pointer"],
  ["a merge that was not finished", bytesOf("<<<<<<< a\n=======\n>>>>>>> b\n"), "merge-marker"],
] as const)
  test(`${name} is told with what to do`, () => {
    const problem = checkFile(bytes, "CHANGELOG.md").problems.find((found) => found.id === id);
    expect(problem?.message).toMatch(/\. .+\.$/);
  });

test("the same pull request in two candidates with different words: the newer ones stay, the older are in the ledger", () => {
  const version = parseVersion("1.0.0");
  if (!version) throw new Error("1.0.0 is a version");
  const { notes, ledger } = consolidate(
    parseChangelog("## 1.0.0rc2\n* New (#1)\n\n## 1.0.0rc1\n* Old (#1)\n* Same number elsewhere (o/r#1)\n"),
    version,
  );
  expect(sumLedger(ledger, notes)).toMatchObject({ placed: 2, merged: 1, isBalanced: true });
  expect(ledger.find(({ outcome }) => outcome === "merged")).toMatchObject({ raw: "* Old (#1)", winner: "* New (#1)" });
});

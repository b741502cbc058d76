import { expect, test } from "vitest";
import { parseVersion } from "@/lib/releases/version";
import { consolidate } from "./consolidate";
import { parseChangelog } from "./parse-changelog";
import { listPullHints } from "./pull-hints";
import { listReferencedNumbers, type ReferencedPull } from "./referenced-pull";

const version = parseVersion("1.2.0");
if (!version) throw new Error("1.2.0 is a version");
const { notes } = consolidate(
  parseChangelog("## 1.2.0\n\n### Fixes\n* A (#1)\n* B (#2, other/boat#9)\n* C (#3)\n* D (#4, #5)\n* E ([e15bc0c](x))\n* F (#0)\n"),
  version,
);
const pull = (number: number, kind: ReferencedPull["kind"]): [number, ReferencedPull] => [
  number,
  { number, kind, title: `T${number}`, author: "demo-lead", url: "", branch: "", labels: [], paths: [], closes: [] },
];
const hints = (...pulls: [number, ReferencedPull][]) =>
  Object.fromEntries(
    [...listPullHints(notes, new Map(pulls))].map(([id, list]) => [notes.entries[id]?.text, list.map(({ label }) => label)]),
  );

test("numbers are those of this repository, each once", () => {
  expect(listReferencedNumbers(notes)).toEqual([1, 2, 3, 4, 5]);
});

test("a number that leads to an issue or nowhere is told where most lead to pull requests", () => {
  expect(hints(pull(1, "pull"), pull(2, "pull"), pull(3, "issue"), pull(4, "pull"), pull(5, "missing"))).toEqual({
    C: ["#3 is an issue"],
    D: ["#5 unknown"],
  });
});

test("nothing is told where issues are the custom, where nothing is known, and of numbers not read yet", () => {
  expect(hints(pull(1, "issue"), pull(2, "issue"), pull(3, "pull"))).toEqual({});
  expect(hints(pull(1, "missing"), pull(2, "missing"))).toEqual({});
  expect(hints(pull(1, "pull"))).toEqual({});
});

import { expect, test } from "vitest";
import { parseVersion } from "@/lib/releases/version";
import { consolidate } from "./consolidate";
import { listEntryHints } from "./entry-hints";
import { parseChangelog } from "./parse-changelog";
import { indexEarlierEntries } from "./report-duplicates";

const hints = (text: string) => {
  const version = parseVersion("1.2.0");
  if (!version) throw new Error("1.2.0 is a version");
  const changelog = parseChangelog(text);
  const { notes } = consolidate(changelog, version);
  const found = listEntryHints(indexEarlierEntries(changelog, version), notes);
  return Object.fromEntries([...found].map(([id, list]) => [notes.entries[id]?.text, list.map(({ label }) => label)]));
};

test("the same pull request in two categories is told at both", () => {
  expect(hints("## 1.2.0\n\n### Features\n* Add it (#7)\n* B (#8)\n\n### Fixes\n* Fix it (#7)\n")).toEqual({
    "Add it": ["also in Fixes"],
    "Fix it": ["also in Features"],
  });
});

test("what an earlier release has is told with its version", () => {
  expect(hints("## 1.2.0\n\n### Fixes\n* Again (#3)\n* B (#8)\n\n## 1.1.0\n\n### Fixes\n* Before (#3)\n")).toEqual({ Again: ["in 1.1.0"] });
});

test("an entry without a reference is told where most have one, and nowhere else", () => {
  expect(hints("## 1.2.0\n\n### Fixes\n* A (#1)\n* B (#2)\n* C\n")).toEqual({ C: ["no link"] });
  expect(hints("## 1.2.0\n\n### Fixes\n* A\n* B\n")).toEqual({});
});

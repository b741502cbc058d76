import { expect, test } from "vitest";
import { diffLines } from "@/components/changelog/line-diff";
import { countChangedLines, listChangedLines } from "./changed-lines";

const BEFORE =
  "### Features\n* Fall back when history is missing (#8008)\n* Keep the last ten revisions (#7866)\n* Drop the old flag (#1)\n";

for (const [name, after, count] of [
  ["a reworded line", BEFORE.replace("missing", "empty"), "1 line reworded"],
  ["an added line", `${BEFORE}* Something altogether new (#9)\n`, "1 line added"],
  ["a removed line", BEFORE.replace("* Drop the old flag (#1)\n", ""), "1 line removed"],
  [
    "all three",
    BEFORE.replace("missing", "empty").replace("* Drop the old flag (#1)\n", "* Berths know their tide tables (#9)\n"),
    "2 lines reworded, 1 added, 1 removed".replace("2 lines", "1 line"),
  ],
  ["blank lines only", BEFORE.replace("(#8008)\n", "(#8008)\n\n"), ""],
] as const)
  test(`counts ${name}`, () => expect(countChangedLines(listChangedLines(diffLines(BEFORE, after)))).toBe(count));

test("a line keeps both of its texts", () =>
  expect(listChangedLines(diffLines(BEFORE, BEFORE.replace("missing", "empty")))).toEqual([
    { kind: "reworded", before: "* Fall back when history is missing (#8008)", after: "* Fall back when history is empty (#8008)" },
  ]));

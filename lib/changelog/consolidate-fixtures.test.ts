import { describe, expect, test } from "vitest";
import { parseVersion } from "@/lib/releases/version";
import { consolidate } from "./consolidate";
import { sumLedger } from "./notes";
import { parseChangelog } from "./parse-changelog";
import { renderNotes } from "./render-notes";

interface Fixture {
  name: string;
  path?: string;
  before: string;
  after: string;
  sums: { incoming: number; placed: number; merged: number; dropped: number };
}

const OLDER = "\n\n## 1.1.0 (2026-01-01)\n\n### Features\n* Add a bow (#2)\n";
const all = (count: number) => ({ incoming: count, placed: count, merged: 0, dropped: 0 });

/** Whole files before and after; 1.2.0 is consolidated, dated 2026-03-01 where it has no date of its own. */
const FIXTURES: Fixture[] = [
  {
    name: "the same pull request in three candidates: the newest words stay",
    before: `## 1.2.0rc3\n\n### Fixes\n* Third words (#3)\n\n## 1.2.0rc2\n\n### Fixes\n* Second words (#3)\n\n## 1.2.0rc1\n\n### Fixes\n* First words (#3)${OLDER}`,
    after: `## 1.2.0\n\n### Fixes\n* Third words (#3)${OLDER}`,
    sums: { incoming: 3, placed: 1, merged: 2, dropped: 0 },
  },
  {
    name: "candidates in the wrong order in the file: the newest version wins, not the upper one",
    before: `## 1.2.0rc1\n\n### Fixes\n* First words (#3)\n\n## 1.2.0rc2\n\n### Fixes\n* Second words (#3)${OLDER}`,
    after: `## 1.2.0\n\n### Fixes\n* Second words (#3)${OLDER}`,
    sums: { incoming: 2, placed: 1, merged: 1, dropped: 0 },
  },
  {
    name: "entries without references are the same when their words are",
    before: `## 1.2.0rc2\n\n### Fixes\n* Mend the sail\n\n## 1.2.0rc1\n\n### Fixes\n* mend  the sail\n* Mend the oar${OLDER}`,
    after: `## 1.2.0\n\n### Fixes\n* Mend the sail\n* Mend the oar${OLDER}`,
    sums: { incoming: 3, placed: 2, merged: 1, dropped: 0 },
  },
  {
    name: "two bullets of one pull request in one section stay two",
    before: `## 1.2.0rc1\n\n### Fixes\n* First half (#7)\n* Second half (#7)${OLDER}`,
    after: `## 1.2.0\n\n### Fixes\n* First half (#7)\n* Second half (#7)${OLDER}`,
    sums: all(2),
  },
  {
    name: "two bullets of one pull request meet two of a newer candidate, each its own",
    before: `## 1.2.0rc2\n\n### Fixes\n* Second half, better (#7)\n* First half (#7)\n\n## 1.2.0rc1\n\n### Fixes\n* First half (#7)\n* Second half (#7)${OLDER}`,
    after: `## 1.2.0\n\n### Fixes\n* Second half, better (#7)\n* First half (#7)${OLDER}`,
    sums: { incoming: 4, placed: 2, merged: 2, dropped: 0 },
  },
  {
    name: "a paragraph, a table, a quote and a picture are carried",
    before: `## 1.2.0rc1\n\nMind the tide.\n\n### Fixes\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> Quoted.\n\n![A chart](chart.png)\n\n* A (#1)${OLDER}`,
    after: `## 1.2.0\n\nMind the tide.\n\n### Fixes\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> Quoted.\n\n![A chart](chart.png)\n\n* A (#1)${OLDER}`,
    sums: all(5),
  },
  {
    name: "no final section: one is made where the newest candidate stands, with the date",
    before: `# C\n\n## 1.2.0rc2 (2026-02-20)\n\n### Fixes\n* B (#2)\n\n## 1.2.0rc1 (2026-02-10)\n\n### Fixes\n* A (#1)${OLDER}`,
    after: `# C\n\n## 1.2.0 (2026-03-01)\n\n### Fixes\n* B (#2)\n* A (#1)${OLDER}`,
    sums: all(2),
  },
  {
    name: "a heading that stands twice is taken twice",
    before: `## 1.2.0rc1\n\n### Fixes\n* A (#1)\n\n## 1.2.0rc1\n\n### Fixes\n* B (#2)${OLDER}`,
    after: `## 1.2.0\n\n### Fixes\n* A (#1)\n* B (#2)${OLDER}`,
    sums: all(2),
  },
  {
    name: "a final section that stands twice becomes one",
    before: `## 1.2.0 (2026-02-01)\n\n### Fixes\n* A (#1)\n\n## 1.2.0 (2026-02-01)\n\n### Fixes\n* A (#1)\n* B (#2)${OLDER}`,
    after: `## 1.2.0 (2026-02-01)\n\n### Fixes\n* A (#1)\n* B (#2)${OLDER}`,
    sums: { incoming: 3, placed: 2, merged: 1, dropped: 0 },
  },
  {
    name: "“No significant changes.” of the generated final goes",
    before: `## 1.2.0 (2026-03-01)\n\nNo significant changes.\n\n\n## 1.2.0rc1\n\n### Fixes\n* A (#1)${OLDER}`,
    after: `## 1.2.0 (2026-03-01)\n\n### Fixes\n* A (#1)\n${OLDER}`,
    sums: { incoming: 2, placed: 1, merged: 0, dropped: 1 },
  },
  {
    name: "“No significant changes.” of a category goes when another candidate has entries for it",
    before: `## 1.2.0rc2\n\n### Fixes\nNo significant changes.\n\n## 1.2.0rc1\n\n### Fixes\n* A (#1)${OLDER}`,
    after: `## 1.2.0\n\n### Fixes\n* A (#1)${OLDER}`,
    sums: { incoming: 2, placed: 1, merged: 0, dropped: 1 },
  },
  {
    name: "nothing at all in any candidate is said in words",
    before: `## 1.2.0rc2\n\nNo significant changes.\n\n## 1.2.0rc1\n\nNo significant changes.${OLDER}`,
    after: `## 1.2.0\n\nNo significant changes.${OLDER}`,
    sums: { incoming: 2, placed: 0, merged: 0, dropped: 2 },
  },
  {
    name: "every spelling of a candidate, and none of its neighbours",
    before: `## 1.2.0-rc.2\n\n### Fixes\n* A (#1)\n\n## v1.2.0.rc1\n\n### Fixes\n* B (#2)\n\n## [1.2.0b3]\n\n### Fixes\n* C (#3)\n\n## 1.2.0.dev0\n\n### Fixes\n* D (#4)\n\n## 1.20.0rc1\n\n### Fixes\n* E (#5)\n\n## 1.2.1rc1\n\n### Fixes\n* F (#6)\n`,
    after: `## 1.2.0\n\n### Fixes\n* A (#1)\n* B (#2)\n* C (#3)\n* D (#4)\n\n## 1.20.0rc1\n\n### Fixes\n* E (#5)\n\n## 1.2.1rc1\n\n### Fixes\n* F (#6)\n`,
    sums: all(4),
  },
  {
    name: "the same pull request in another category stays in both",
    before: `## 1.2.0rc2\n\n### Features\n* Add it (#7)\n\n## 1.2.0rc1\n\n### Fixes\n* Fix it (#7)${OLDER}`,
    after: `## 1.2.0\n\n### Features\n* Add it (#7)\n\n### Fixes\n* Fix it (#7)${OLDER}`,
    sums: all(2),
  },
  {
    name: "the same number in another repository is another pull request",
    before: `## 1.2.0rc2\n\n### Fixes\n* Here (#7)\n\n## 1.2.0rc1\n\n### Fixes\n* There (other/boat#7)${OLDER}`,
    after: `## 1.2.0\n\n### Fixes\n* Here (#7)\n* There (other/boat#7)${OLDER}`,
    sums: all(2),
  },
  {
    name: "several references in another order are the same",
    before: `## 1.2.0rc2\n\n### Fixes\n* New words (#8, #7)\n\n## 1.2.0rc1\n\n### Fixes\n* Old words (#7, #8)\n* One of them (#7)${OLDER}`,
    after: `## 1.2.0\n\n### Fixes\n* New words (#8, #7)\n* One of them (#7)${OLDER}`,
    sums: { incoming: 3, placed: 2, merged: 1, dropped: 0 },
  },
  {
    name: "nested bullets, continuation lines and blank lines move with their entry",
    before: `## 1.2.0rc1\n\n### Fixes\n* A\n  more (#1)\n  - nested\n\n  after a blank\n* B (#2)${OLDER}`,
    after: `## 1.2.0\n\n### Fixes\n* A\n  more (#1)\n  - nested\n\n  after a blank\n* B (#2)${OLDER}`,
    sums: all(2),
  },
  {
    name: "a loose list stays loose",
    before: `## 1.2.0 (2026-03-01)\n\n### Fixes\n\n- A (#1)\n\n- B (#2)\n\n## 1.2.0rc1\n\n### Fixes\n\n- C (#3)\n\n- D (#4)\n\n## 1.1.0\n`,
    after: `## 1.2.0 (2026-03-01)\n\n### Fixes\n\n- A (#1)\n\n- B (#2)\n\n- C (#3)\n\n- D (#4)\n\n## 1.1.0\n`,
    sums: all(4),
  },
  {
    name: "lines across the page part releases and are no text of theirs",
    before: `## 1.2.0rc2\n\n* B (#2)\n\n---\n\n## 1.2.0rc1\n\n* A (#1)\n\n---\n\n## 1.1.0\n\n* Z (#9)\n`,
    after: `## 1.2.0\n\n* B (#2)\n* A (#1)\n\n---\n\n## 1.1.0\n\n* Z (#9)\n`,
    sums: all(2),
  },
  {
    name: "Keep a Changelog with its link definitions",
    before: `# Changelog\n\n## [1.2.0-rc.2] - 2026-02-20\n\n### Added\n\n- B (#2)\n\n## [1.2.0-rc.1] - 2026-02-10\n\n### Added\n\n- A (#1)\n\n[1.2.0-rc.2]: https://x.example/b\n[1.2.0-rc.1]: https://x.example/a\n`,
    after: `# Changelog\n\n## [1.2.0] - 2026-03-01\n\n### Added\n\n- B (#2)\n- A (#1)\n\n[1.2.0-rc.2]: https://x.example/b\n[1.2.0-rc.1]: https://x.example/a\n`,
    sums: all(2),
  },
  {
    name: "towncrier in reStructuredText",
    path: "NEWS.rst",
    before: `News\n####\n\n.. towncrier release notes start\n\nBoat 1.2.0rc2 (2026-02-20)\n==========================\n\nFixes\n-----\n\n- Second words (#3)\n\n\nBoat 1.2.0rc1 (2026-02-10)\n==========================\n\nFeatures\n--------\n\n- Add a mast (#1)\n\nFixes\n-----\n\n- First words (#3)\n\n\nBoat 1.1.0 (2026-01-01)\n=======================\n\nFixes\n-----\n\n- Older (#2)\n`,
    after: `News\n####\n\n.. towncrier release notes start\n\nBoat 1.2.0 (2026-03-01)\n=======================\n\nFeatures\n--------\n\n- Add a mast (#1)\n\nFixes\n-----\n\n- Second words (#3)\n\n\nBoat 1.1.0 (2026-01-01)\n=======================\n\nFixes\n-----\n\n- Older (#2)\n`,
    sums: { incoming: 3, placed: 2, merged: 1, dropped: 0 },
  },
  {
    name: "CRLF, a BOM, and no final newline",
    before: `\ufeff## 1.2.0rc2\r\n\r\n### Fixes\r\n* B (#2)\r\n\r\n## 1.2.0rc1\r\n\r\n### Fixes\r\n* A (#1)`,
    after: `\ufeff## 1.2.0\r\n\r\n### Fixes\r\n* B (#2)\r\n* A (#1)`,
    sums: all(2),
  },
  {
    name: "headings of two lines",
    before: `1.2.0rc2\n========\n\n### Fixes\n* B (#2)\n\n1.2.0rc1\n========\n\n### Fixes\n* A (#1)\n\n1.1.0\n=====\n`,
    after: `1.2.0\n========\n\n### Fixes\n* B (#2)\n* A (#1)\n\n1.1.0\n=====\n`,
    sums: all(2),
  },
  {
    name: "comments and fences with headings in them",
    before: `## 1.2.0rc1\n\n### Fixes\n<!--\n## 9.9.9\n-->\n\n* Run\n\n  \`\`\`\n  ## 8.8.8\n  \`\`\`\n* B (#2)${OLDER}`,
    after: `## 1.2.0\n\n### Fixes\n<!--\n## 9.9.9\n-->\n\n* Run\n\n  \`\`\`\n  ## 8.8.8\n  \`\`\`\n* B (#2)${OLDER}`,
    sums: all(3),
  },
];

describe.each(FIXTURES)("$name", ({ before, after, sums, path }) => {
  const version = parseVersion("1.2.0");
  if (!version) throw new Error("1.2.0 is a version");
  const run = (text: string) => {
    const changelog = parseChangelog(text, path);
    const { notes, ledger } = consolidate(changelog, version);
    return { rendered: renderNotes(changelog, version, notes, "2026-03-01"), sums: sumLedger(ledger, notes) };
  };

  test("becomes exactly the file that is expected", () => expect(run(before).rendered).toBe(after));
  test("every incoming item is accounted for", () => expect(run(before).sums).toEqual({ ...sums, isBalanced: true }));
  test("a second time changes nothing", () => expect(run(after).rendered).toBe(after));
});

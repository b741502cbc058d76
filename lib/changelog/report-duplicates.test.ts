import { expect, test } from "vitest";
import { parseVersion } from "@/lib/releases/version";
import { consolidate } from "./consolidate";
import { parseChangelog } from "./parse-changelog";
import { indexEarlierEntries, reportDuplicates } from "./report-duplicates";

const report = (text: string) => {
  const version = parseVersion("1.2.0");
  if (!version) throw new Error("1.2.0 is a version");
  const changelog = parseChangelog(text);
  const { notes } = consolidate(changelog, version);
  const { crossCategory, alreadyReleased } = reportDuplicates(indexEarlierEntries(changelog, version), notes);
  const textOf = (id: string) => notes.entries[id]?.text;
  return {
    crossCategory: crossCategory.map(({ references, entryIds }) => [references, entryIds.map(textOf)]),
    alreadyReleased: alreadyReleased.map(({ entryId, version: where, category, raw }) => [textOf(entryId), where, category, raw]),
  };
};

for (const [name, text, expected] of [
  [
    "the same references in two categories",
    "## 1.2.0rc2\n\n### Features\n* Add it (#7)\n\n## 1.2.0rc1\n\n### Fixes\n* Fix it (#7)\n",
    { crossCategory: [[["#7"], ["Add it", "Fix it"]]], alreadyReleased: [] },
  ],
  [
    "two bullets of one pull request in one category are no report",
    "## 1.2.0\n\n### Fixes\n* First half (#7)\n* Second half (#7)\n",
    { crossCategory: [], alreadyReleased: [] },
  ],
  [
    "an entry of an earlier release, the newest of them",
    "## 1.2.0\n\n### Fixes\n* Again (#3)\n\n## 1.1.0\n\n### Fixes\n* Before (#3)\n\n## 1.0.0\n\n### Fixes\n* Long before (#3)\n",
    { crossCategory: [], alreadyReleased: [["Again", "1.1.0", "Fixes", "* Before (#3)"]] },
  ],
  [
    "a later release and another package are not earlier",
    "# boat\n\n## 1.3.0\n* Later (#3)\n\n## 1.2.0\n* Now (#3)\n\n# harbour\n\n## 1.1.0\n* Elsewhere (#3)\n",
    { crossCategory: [], alreadyReleased: [] },
  ],
  [
    "several references are the same only all together",
    "## 1.2.0\n* Both (#3, #4)\n\n## 1.1.0\n* One (#3)\n* The other way round (#4, #3)\n",
    { crossCategory: [], alreadyReleased: [["Both", "1.1.0", null, "* The other way round (#4, #3)"]] },
  ],
  ["entries without references are never reported", "## 1.2.0\n* A\n\n## 1.1.0\n* A\n", { crossCategory: [], alreadyReleased: [] }],
] as const)
  test(name, () => expect(report(text)).toEqual(expected));

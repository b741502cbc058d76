import { expect, test } from "vitest";
import { parseVersion } from "@/lib/releases/version";
import { parseChangelog } from "./parse-changelog";
import { findPreviousFinal } from "./previous-final";
import { LONGEST_RELEASE_BODY, toReleaseBody } from "./release-body";

const SECTION =
  "## 1.2.0 (2026-03-01)\n\n### Features\n* Add a mast (#1)\n* Add a sail\n  of cloth (#2)\n\n### Fixes\n* Seal the hull (#3)\n\n";
const LONGER = SECTION.replace("\n### Fixes", "* Add a rope that is longer than all the other ropes on board together (#4)\n\n### Fixes");

test("a section becomes the body of a Release without its heading", () => {
  expect(toReleaseBody(SECTION, "CHANGELOG.md")).toEqual({
    text: "### Features\n* Add a mast (#1)\n* Add a sail\n  of cloth (#2)\n\n### Fixes\n* Seal the hull (#3)",
    omitted: 0,
  });
});

test("what is too long is cut between entries, and the rest is counted", () => {
  const { text, omitted } = toReleaseBody(LONGER, "CHANGELOG.md", 125);
  expect(text).toBe("### Features\n* Add a mast (#1)\n\nThe notes are longer than GitHub takes: 3 more entries stand in CHANGELOG.md.");
  expect(omitted).toBe(3);
});

test("the longest body is never exceeded, however long the notes", () => {
  const long = `## 1.2.0\n\n### Fixes\n${Array.from({ length: 3_000 }, (_, index) => `* Seal plank ${index} of the hull of the boat (#${index})\n`).join("")}`;
  const { text, omitted } = toReleaseBody(long, "CHANGELOG.md");
  expect(text.length).toBeLessThanOrEqual(LONGEST_RELEASE_BODY);
  expect(text.length).toBeGreaterThan(LONGEST_RELEASE_BODY - 200);
  expect((text.match(/^\* /gm)?.length ?? 0) + omitted).toBe(3_000);
});

test("A49 the final before is the newest final below, of the same package", () => {
  const version = parseVersion("1.2.0");
  if (!version) throw new Error("1.2.0 is a version");
  const text = `${SECTION}## 1.2.0rc1\n* C\n\n## 1.1.0\n* B\n\n## 1.3.0\n* Later\n\n## 1.0.0\n* A\n`;
  expect(findPreviousFinal(parseChangelog(text), version)).toEqual({ label: "1.1.0", text: "## 1.1.0\n* B" });
  expect(findPreviousFinal(parseChangelog(SECTION), version)).toBeNull();
});

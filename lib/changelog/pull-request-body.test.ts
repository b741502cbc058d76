import { expect, test } from "vitest";
import { LONGEST_PULL_BODY, toPullRequestBody } from "./pull-request-body";

const summary: [string, string][] = [
  ["Version", "1.2.0"],
  ["Branch", "release/1.2.0"],
];

test("A69 a pull request says what it holds, above the notes", () => {
  const { text, omitted } = toPullRequestBody(summary, "## 1.2.0\n\n### Fixes\n* A (#1)\n", "CHANGELOG.md");
  expect(text).toBe("- **Version**: 1.2.0\n- **Branch**: release/1.2.0\n\n### Fixes\n* A (#1)");
  expect(omitted).toBe(0);
});

test("a body that GitHub would refuse is cut between entries, and the rest is counted", () => {
  const section = `## 1.2.0\n\n### Fixes\n${Array.from({ length: 2_000 }, (_, index) => `* Seal plank ${index} of the hull of the boat (#${index})\n`).join("")}`;
  const { text, omitted } = toPullRequestBody(summary, section, "CHANGELOG.md");
  expect(text.length).toBeLessThanOrEqual(LONGEST_PULL_BODY);
  expect((text.match(/^\* /gm)?.length ?? 0) + omitted).toBe(2_000);
  expect(text).toContain(`${omitted} more entries stand in CHANGELOG.md.`);
});

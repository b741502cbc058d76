import { expect, test } from "vitest";
import { changedFirst } from "./changed-first";

const NOTES = `## 26.2.0

### Features

#### Fair Share
* Fall back (#1)

#### Revisions
* Keep ten (#2)

### Fixes
* Mend it (#3)
`;

test("a changed block comes first, under its own headings", () => {
  const { changed, rest } = changedFirst(NOTES.replace("Keep ten", "Keep five"), NOTES);
  expect(changed).toBe("### Features\n\n#### Revisions\n* Keep ten (#2)");
  expect(rest).toBe("### Features\n\n#### Fair Share\n* Fall back (#1)\n\n### Fixes\n* Mend it (#3)");
});

test("nothing changed is all rest", () => expect(changedFirst(NOTES, NOTES).changed).toBe(""));

test("a new heading is in fences no heading", () =>
  expect(changedFirst("### A\n* one\n", "### A\n* one\n```\n### not one\n```\n").changed).toBe("### A\n* one\n```\n### not one\n```"));

import { expect, test } from "vitest";
import { parseVersion } from "@/lib/releases/version";
import { dateSection } from "./date-section";

const version = parseVersion("1.2.0");

for (const [name, before, after, path = ""] of [
  ["an ISO date", "## 1.2.0 (2026-01-01)\n* A\n", "## 1.2.0 (2026-03-01)\n* A\n"],
  ["a date in words", "## [1.2.0] - January 1st, 2026\n", "## [1.2.0] - 2026-03-01\n"],
  ["a heading without one", "## 1.2.0\r\n* A\r\n", "## 1.2.0 (2026-03-01)\r\n* A\r\n"],
  ["the same date already", "## 1.2.0 (2026-03-01)\n", "## 1.2.0 (2026-03-01)\n"],
  ["an underlined heading", "1.2.0\n=====\n\n- A\n", "1.2.0 (2026-03-01)\n==================\n\n- A\n", "NEWS.rst"],
  ["another version's heading", "## 1.1.0 (2026-01-01)\n", "## 1.1.0 (2026-01-01)\n"],
] as const)
  test(`dates ${name}`, () => expect(version && dateSection(before, path, version, "2026-03-01")).toBe(after));

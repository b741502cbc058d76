import { expect, test } from "vitest";
import { splitMarkdown } from "./split-markdown";

const bullets = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `* Mend plank ${from + index}\n`);

test("nothing is lost, and long lists are cut", () => {
  const text = `## 1.2.0\n\n### Features\n\n${bullets(0, 400).join("")}\n### Fixes\n\n${bullets(400, 800).join("")}`;
  const parts = splitMarkdown(text);
  expect(parts.join("")).toBe(text);
  expect(parts.length).toBeGreaterThan(10);
  expect(parts.every((part) => /^(#{1,6} |\* )/.test(part))).toBe(true);
});

test("an entry that moves changes few parts", () => {
  const all = bullets(0, 400);
  const before = new Set(splitMarkdown(all.join("")));
  const moved = [...all.slice(0, 10), ...all.slice(11, 300), ...all.slice(10, 11), ...all.slice(300)];
  expect(splitMarkdown(moved.join("")).filter((part) => !before.has(part)).length).toBeLessThanOrEqual(4);
});

test.each([
  ["a heading in a fence", "* A\n```\n# not a heading\n```\n"],
  ["definitions, which count for the whole text", `${bullets(0, 100).join("")}\n[one]: https://example.org\n`],
  ["an empty text", ""],
])("%s is not cut", (_, text) => expect(splitMarkdown(text)).toEqual([text]));

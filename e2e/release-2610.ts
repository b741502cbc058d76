import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, git } from "./slipway";

/** Where the real data lies; without it the real case is skipped. */
export const data = process.env.SLIPWAY_DATA;
export const BRANCH = "release/26.1.0";

/** Checks that a changelog holds every entry of the release once and every other byte as before; answers with its section. */
export function checkWritten(before: string, after: string): string {
  const start = before.indexOf("## 26.1.0 ");
  const rest = before.slice(before.indexOf("## 25.19.0 "));
  expect(after.slice(0, start)).toBe(before.slice(0, start));
  expect(after.slice(-rest.length)).toBe(rest);
  const section = after.slice(start, after.length - rest.length);
  let category = "";
  const written = section.split("\n").flatMap((line) => {
    if (line.startsWith("### ")) category = line.slice(4);
    return line.startsWith("* ") ? [JSON.stringify([category, line])] : [];
  });
  expect(written.sort()).toEqual(listExpected().sort());
  return section;
}

function listExpected(): string[] {
  const { entries } = JSON.parse(readFileSync(join(data ?? "", "cases/26.1.0/consolidated.expected.json"), "utf8")) as {
    entries: { category: string; raw: string }[];
  };
  return entries.map((entry) => JSON.stringify([entry.category, entry.raw]));
}

/** The changelog on the release's branch. */
export const readChangelog = (repository: string) => git(repository, "show", `${BRANCH}:CHANGELOG.md`);

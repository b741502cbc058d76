import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { describe, expect, test } from "vitest";
import { planBuild, renderDraft } from "./plan-build";

const data = process.env.SLIPWAY_DATA;

/** What towncrier 24.8 did with one repository. Its banner goes to standard error, so that an expected text is all of standard output. */
interface OracleCase {
  version: string;
  date: string;
  mode?: "draft" | "build";
  title?: string;
  fragments_left_22_12?: string[] | null;
}

describe.skipIf(!data)("towncrier 24.8 (set SLIPWAY_DATA to run)", () => {
  const root = join(data ?? "", "oracle");
  const folders = data ? listCases(root) : [];

  test("every case of the oracle is here", () => {
    expect(folders.map((folder) => relative(root, folder).split(sep).length === 1)).toHaveLength(33 + 63 + 10);
  });

  for (const folder of folders) {
    const facts: OracleCase = JSON.parse(readFileSync(join(folder, "case.json"), "utf8"));
    const request = { version: facts.version, date: facts.date };
    const name = `${relative(root, folder)} ${facts.title ?? ""}`;

    if (facts.mode === "build") {
      test(`${name}: plans the news file and the removals`, () => {
        const files = readProject(folder);
        const plan = planBuild(files, request);
        const expected = join(folder, "expected_files.24.8");
        expect(listFiles(expected)).toEqual([plan.write.path]);
        expect(plan.write.text).toBe(readFileSync(join(expected, plan.write.path), "utf8"));
        const left = [...files.keys()].filter((path) => isFragmentPath(path) && !plan.remove.includes(path));
        expect(left).toEqual(facts.fragments_left_22_12);
      });
      continue;
    }
    test(`${name}: draft`, () => {
      const expected = ["expected.24.8.txt", "expected.txt"].map((file) => join(folder, file)).find(existsSync);
      expect(renderDraft(readProject(folder), request)).toBe(readFileSync(expected ?? "", "utf8"));
    });
  }
});

function listCases(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("case.json"))
    .map((path) => join(root, path, ".."))
    .sort();
}

/** Everything of a case but what describes it. */
function readProject(folder: string): Map<string, Uint8Array> {
  const own = listFiles(folder).filter((path) => !/^(?:case\.json$|expected|committed_section\.md$)/.test(path));
  return new Map(own.map((path) => [path, readFileSync(join(folder, path))]));
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

const isFragmentPath = (path: string) => path.startsWith("changes/") || path.startsWith(".auxiliary/data/towncrier/");

import { expect, test } from "vitest";
import { readVersionFile } from "./read-version-file";

for (const [path, text, expected] of [
  ["VERSION", "26.2.0rc1\n", "26.2.0rc1"],
  ["VERSION", "\n", null],
  [".release-please-manifest.json", '{ ".": "0.9.0" }', "0.9.0"],
  ["package.json", '{ "version": "1.2.3" }', "1.2.3"],
  ["package.json", "{ broken", null],
  ["package.json", "null", null],
  ["pyproject.toml", '[tool.x]\nversion = "9"\n[project]\nname = "a"\nversion = "1.2.3"\n', "1.2.3"],
  ["pyproject.toml", '[project]\ndynamic = ["version"]\n', null],
  ["Cargo.toml", "[package]\nversion = '0.3.0'\n", "0.3.0"],
] as const)
  test(`reads ${JSON.stringify(text)} of ${path} as ${expected}`, () => expect(readVersionFile(path, text)).toBe(expected));

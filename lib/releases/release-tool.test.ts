import { expect, test } from "vitest";
import { isReleaseTool } from "./release-tool";

for (const [login, named, isTool] of [
  ["github-actions[bot]", [], true],
  ["demo-release-bot", [], false],
  ["demo-release-bot", ["Demo-Release-Bot"], true],
  ["demo-lead", ["demo-release-bot"], false],
  ["[bot]ulinus", [], false],
] as const)
  test(`B47 ${login} is ${isTool ? "the tool" : "a person"} where ${named.join(", ") || "nobody"} is named`, () =>
    expect(isReleaseTool(login, named)).toBe(isTool));

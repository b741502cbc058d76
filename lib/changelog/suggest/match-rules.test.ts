import { expect, test } from "vitest";
import { checkRule } from "./check-rule";
import { listCaught } from "./match-rules";
import type { RememberedRule, SuggestionEntry } from "./suggestion-input";

const FACTS = [{ labels: ["area:Hull"], paths: ["src/hull/pump.ts"] }, { paths: ["src/hullabaloo/song.ts", "docs/hull.md"] }];
const entries: SuggestionEntry[] = [
  "Add a fair share policy",
  "Fair shares survive a restart",
  "Share the fair copy",
  "**hull:** Paint it",
  "fix(Hull): Close the hatch",
].map((text, i) => ({ id: `e${i}`, text, references: [], ...(i < 2 ? { pullRequest: FACTS[i] } : {}) }));
const rule = (type: RememberedRule["type"], value: string, title = "Hull") => ({ type, value, title });

for (const [name, asked, expected] of [
  ["a phrase in any form of its words", rule("phrase", "fair share"), ["e0", "e1"]],
  ["a phrase of one word", rule("phrase", "hatch"), ["e4"]],
  ["a scope without case", rule("scope", "HULL"), ["e3", "e4"]],
  ["a label without case", rule("label", "area:hull"), ["e0"]],
  ["a folder with all below it", rule("path", "src/hull"), ["e0"]],
  ["a folder written with a slash", rule("path", "src/hull/"), ["e0"]],
  ["a file", rule("path", "docs/hull.md"), ["e1"]],
  ["nothing by a part of a name", rule("path", "src/hul"), []],
  ["nothing for an empty phrase", rule("phrase", " "), []],
] as const)
  test(`a rule catches ${name}`, () => expect(listCaught(entries, asked)).toEqual(expected));

for (const [asked, fault] of [
  [rule("phrase", "fair share"), null],
  [rule("scope", "  "), "Write the scope to look for."],
  [rule("phrase", "—"), "A phrase holds at least one word."],
  [rule("label", "area:hull"), null],
  [rule("label", "x".repeat(51)), "A label has at most 50 characters on GitHub."],
  [rule("path", "src/hull"), null],
  [rule("path", " . "), "Name a folder; the whole repository is no place of its own."],
  [rule("path", "/src"), "Write the path from the root of the repository, as in src/scheduler."],
  [rule("path", "src/*"), "Leave * and ? out; a folder holds for everything below it."],
  [rule("path", "src/../lib"), "Write the whole path, without dots between the slashes."],
  [rule("phrase", "fair share", " "), "Name the subsection it goes to."],
  [rule("phrase", "fair share", "Two\nlines"), "A title is one line."],
] as const)
  test(`checks ${JSON.stringify(asked)}`, () => expect(checkRule(asked)).toBe(fault));

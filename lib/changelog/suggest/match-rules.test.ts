import { expect, test } from "vitest";
import { checkRule } from "./check-rule";
import { listCaught } from "./match-rules";
import type { RememberedRule, SuggestionEntry } from "./suggestion-input";

const entries: SuggestionEntry[] = [
  "Add a fair share policy",
  "Fair shares survive a restart",
  "Share the fair copy",
  "**hull:** Paint it",
  "fix(Hull): Close the hatch",
].map((text, i) => ({ id: `e${i}`, text, references: [] }));
const rule = (type: RememberedRule["type"], value: string, title = "Hull") => ({ type, value, title });

for (const [name, asked, expected] of [
  ["a phrase in any form of its words", rule("phrase", "fair share"), ["e0", "e1"]],
  ["a phrase of one word", rule("phrase", "hatch"), ["e4"]],
  ["a scope without case", rule("scope", "HULL"), ["e3", "e4"]],
  ["nothing for an empty phrase", rule("phrase", " "), []],
] as const)
  test(`a rule catches ${name}`, () => expect(listCaught(entries, asked)).toEqual(expected));

for (const [asked, fault] of [
  [rule("phrase", "fair share"), null],
  [rule("scope", "  "), "Write the scope to look for."],
  [rule("phrase", "—"), "A phrase holds at least one word."],
  [rule("phrase", "fair share", " "), "Name the subsection it goes to."],
  [rule("phrase", "fair share", "Two\nlines"), "A title is one line."],
] as const)
  test(`checks ${JSON.stringify(asked)}`, () => expect(checkRule(asked)).toBe(fault));

import { expect, test } from "vitest";
import { findPastVerb } from "./past-verb";
import { stemWord } from "./stem-word";

for (const [verb, past, kind] of [
  ["Add", "added", "add"],
  ["implements", "implemented", "add"],
  ["Fixes", "fixed", "fix"],
  ["apply", "applied", "change"],
  ["Drop", "dropped", "remove"],
  ["make", "made", "change"],
  ["Removing", "removed", "remove"],
] as const)
  test(`the past of “${verb}” is “${past}”`, () => expect(findPastVerb(stemWord(verb))).toEqual({ past, class: kind }));

test("a word we do not know has none", () => expect(findPastVerb("keel")).toBeNull());

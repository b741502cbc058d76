import { expect, test } from "vitest";
import { readTerms } from "./read-terms";
import { readJoinedNames, readSpellings, spellWord, titleWord } from "./spelling";

const texts = (...lines: string[]) => lines.map(readTerms);

test("a stem is spelled as most texts spell it; a name needs a quarter of them", () => {
  const spellings = readSpellings(texts("graphql view", "GraphQL view", "Keels", "keels", "keels", "GRAPHQL"));
  expect(spellings.get("graphql")).toBe("GraphQL");
  expect(spellings.get("keel")).toBe("keels");
});

for (const [word, spelling, title, inSentence] of [
  ["rbac", "RBAC", "RBAC", "RBAC"],
  ["Keel", "keel", "Keel", "keel"],
  ["apis", "API", "APIs", "APIs"],
  ["SAIL", "sail", "Sail", "sail"],
] as const)
  test(`${word} is ${title} in a title and ${inSentence} in a sentence`, () => {
    expect(titleWord(word, spelling)).toBe(title);
    expect(spellWord(word, spelling)).toBe(inSentence);
  });

test("a name is written in one piece if the file never writes it in two", () => {
  const names = readJoinedNames(texts("Use `RudderLock` here", "Test RudderLock", "Add KeelBolt", "Add keel bolt", "Set rope_knot"));
  expect(names.get("rudder lock")).toBe("RudderLock");
  expect(names.has("keel bolt")).toBe(false);
  expect(names.has("rope knot")).toBe(false);
});

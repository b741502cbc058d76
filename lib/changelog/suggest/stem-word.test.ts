import { expect, test } from "vitest";
import { stemWord } from "./stem-word";

for (const [word, stem] of [
  ["Entries", "entry"],
  ["classes", "class"],
  ["boxes", "box"],
  ["status", "status"],
  ["analysis", "analysis"],
  ["added", "add"],
  ["stopped", "stop"],
  ["caches", "cach"],
  ["cached", "cach"],
  ["caching", "cach"],
  ["need", "need"],
  ["string", "string"],
  ["API", "api"],
  ["v2", "v2"],
  ["Größe", "größe"],
  ["", ""],
] as const)
  test(`the stem of “${word}” is “${stem}”`, () => expect(stemWord(word)).toBe(stem));

import { expect, test } from "vitest";
import { isPastTense, pastTenseFor } from "./past-tense";

for (const [word, past] of [
  ["Add", "Added"],
  ["Adds", "Added"],
  ["Adding", "Added"],
  ["introduce", "introduced"],
  ["Introducing", "Introduced"],
  ["Unify", "Unified"],
  ["Unifies", "Unified"],
  ["Drop", "Dropped"],
  ["Dropping", "Dropped"],
  ["Build", "Built"],
  ["Rewrites", "Rewrote"],
  ["Added", null],
  ["Set", null],
  ["Hull", null],
  ["", null],
] as const)
  test(`${word || "nothing"} → ${past}`, () => expect(pastTenseFor(word)).toBe(past));

for (const [word, is] of [
  ["Implemented", true],
  ["Rewrote", true],
  ["Split", true],
  ["Need", false],
  ["Add", false],
] as const)
  test(`${word} is ${is ? "" : "not "}past`, () => expect(isPastTense(word)).toBe(is));

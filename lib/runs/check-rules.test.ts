import fc from "fast-check";
import { expect, test } from "vitest";
import { type CheckRule, classOf, matches, requiredWorkflows } from "./check-rules";

const RULES: CheckRule[] = [
  { pattern: "CI / docs", class: "allowed-to-fail" },
  { pattern: "CI / test (*)", class: "required" },
  { pattern: "ci", class: "required" },
  { pattern: "Nightly*", class: "hidden" },
];

test("the first rule that matches counts; a job follows its workflow; what nobody named is blocking", () => {
  expect(classOf(RULES, "CI", "docs")).toBe("allowed-to-fail");
  expect(classOf(RULES, "CI", "test (3.12)")).toBe("required");
  expect(classOf(RULES, "CI", "lint")).toBe("required");
  expect(classOf(RULES, "CI")).toBe("required");
  expect(classOf(RULES, "Nightly soak")).toBe("hidden");
  expect(classOf(RULES, "Nightly soak", "soak")).toBe("hidden");
  expect(classOf(RULES, "Publish", "upload")).toBe("blocking");
  expect(classOf([], "CI")).toBe("blocking");
});

test("required workflows are known by name only where no star stands in it", () => {
  expect(requiredWorkflows([...RULES, { pattern: "Check*", class: "required" }])).toEqual(["ci"]);
});

test.each([
  ["*", "anything", true],
  ["CI", "CI 2", false],
  ["*soak", "Nightly soak", true],
  ["a*b*c", "axxbyyc", true],
  ["a*b*c", "acb", false],
  ["ab*ba", "aba", false],
  ["**", "", true],
  ["CI / *", "CI", false],
])("%s on %s: %s", (pattern, name, expected) => expect(matches(pattern, name)).toBe(expected));

test("stars mean what a regular expression would mean by them", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });
  const name = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 10 });
  fc.assert(
    fc.property(text, name, (pattern, word) => {
      expect(matches(pattern, word)).toBe(new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(word));
    }),
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { type CheckRule, classOf, listMissingPatterns, matches, requiredWorkflows } from "./check-rules";

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

const required = (...patterns: string[]): CheckRule[] => patterns.map((pattern) => ({ pattern, class: "required" }));

test.each([
  ["a job while nothing runs", required("CI / unit"), [], ["CI / unit"]],
  ["a job while only its workflow runs", required("CI / unit"), [{ workflow: "CI" }], ["CI / unit"]],
  ["a job that runs", required("CI / unit"), [{ workflow: "ci" }, { workflow: "ci", job: "Unit" }], []],
  ["a star while nothing answers to it", required("Check*"), [{ workflow: "CI" }], ["Check*"]],
  ["a star that one workflow answers to", required("Check*"), [{ workflow: "Checks" }], []],
  ["every job, while the only one that began may fail", [RULES[0], ...required("CI / *")], [{ workflow: "CI", job: "docs" }], ["CI / *"]],
  ["the same named twice", required("CI", "ci"), [{ workflow: "CI" }], []],
  ["what another App reports", required("tank / *"), [{ workflow: "tank / north" }], []],
] as [string, CheckRule[], { workflow: string; job?: string }[], string[]][])(
  "a required pattern is missing until something required answers to it: %s",
  (_, rules, begun, missing) => expect(listMissingPatterns(rules, begun)).toEqual(missing),
);

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

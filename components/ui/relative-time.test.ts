import { expect, test } from "vitest";
import { describeAge, describeDuration, exactUtc } from "./relative-time";

const NOW = new Date("2026-02-13T12:00:00Z");

for (const [seconds, words] of [
  [0, "now"],
  [-30, "now"],
  [59, "59 s"],
  [61, "1 min"],
  [3_599, "59 min"],
  [7_300, "2 h"],
  [86_400, "1 day"],
  [13 * 86_400, "13 days"],
  [15 * 86_400, "2 weeks"],
  [100 * 86_400, "3 months"],
  [800 * 86_400, "2 years"],
] as const)
  test(`${seconds} seconds ago is ${words}`, () => expect(describeAge(new Date(NOW.getTime() - seconds * 1000), NOW)).toBe(words));

test("durations keep their width", () => {
  expect([8_000, 242_000, 3_900_000].map(describeDuration)).toEqual(["8 s", "4 min 02 s", "1 h 05 min"]);
});

test("the exact moment is UTC", () => expect(exactUtc(NOW)).toBe("2026-02-13 12:00:00 UTC"));

import { expect, test } from "vitest";
import { listMissed } from "./missed-deliveries";

const NOW = new Date("2026-03-01T12:00:00Z");
const attempt = (id: number, guid: string, secondsAgo: number, isAccepted = false) => ({
  id,
  guid,
  at: new Date(NOW.getTime() - secondsAgo * 1000),
  isAccepted,
});
const missed = (attempts: Parameters<typeof listMissed>[0], known: string[] = []) =>
  listMissed(attempts, new Set(known), NOW, 15_000).map(({ id }) => id);

test("what failed and is not here is sent again by its newest attempt", () => {
  expect(missed([attempt(3, "b", 60), attempt(2, "a", 90), attempt(1, "a", 120)])).toEqual([3, 2]);
});

test("what was accepted once, is stored, or failed a moment ago is left alone", () => {
  expect(missed([attempt(2, "a", 60), attempt(1, "a", 90, true)])).toEqual([]);
  expect(missed([attempt(1, "a", 60)], ["a"])).toEqual([]);
  expect(missed([attempt(1, "a", 5)])).toEqual([]);
});

test("after five attempts it is given up", () => {
  const attempts = Array.from({ length: 5 }, (_, index) => attempt(index, "a", 300 - index * 60));
  expect(missed(attempts.slice(0, 4))).toEqual([3]);
  expect(missed(attempts)).toEqual([]);
});

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { paceNews } from "./pace-news";

let said: string[];
let news: ReturnType<typeof paceNews>;

beforeEach(() => {
  vi.useFakeTimers();
  said = [];
  news = paceNews((sentence) => said.push(sentence));
});
afterEach(() => void vi.useRealTimers());

test("what changes at once is one sentence, and four things are not all named", () => {
  for (const name of ["CI 1", "Docs 2", "Lint 3", "Soak 4"]) news(name, `${name} failed`);
  vi.advanceTimersByTime(0);
  expect(said).toEqual(["CI 1 failed, Docs 2 failed, Lint 3 failed, and 1 more change."]);
});

test("the next sentence waits five seconds, and says only the newest of each thing", () => {
  news("CI 1", "CI 1 is running");
  vi.advanceTimersByTime(1_000);
  news("CI 1", "CI 1 waits");
  news("Docs 2", "Docs 2 is running");
  news("CI 1", "CI 1 passed");
  vi.advanceTimersByTime(3_999);
  expect(said).toEqual(["CI 1 is running."]);
  vi.advanceTimersByTime(1);
  expect(said).toEqual(["CI 1 is running.", "CI 1 passed, Docs 2 is running."]);
});

test("after a quiet time it is said at once", () => {
  news("CI 1", "CI 1 is running");
  vi.advanceTimersByTime(60_000);
  news("CI 1", "CI 1 passed");
  vi.advanceTimersByTime(0);
  expect(said).toEqual(["CI 1 is running.", "CI 1 passed."]);
});

import { expect, test } from "vitest";
import { dueReminder, moveDeadline } from "./deadline";

const at = (hours: number) => new Date(Date.UTC(2026, 2, 1, 0) + hours * 3_600_000);

test("the clock stands still while work is asked for, and is due later by as long", () => {
  const running = { dueAt: at(10), pausedAt: null };
  const paused = moveDeadline(running, true, at(2));
  expect(paused).toEqual({ dueAt: at(10), pausedAt: at(2) });
  // A second one who asks for work does not begin the pause anew.
  expect(moveDeadline(paused, true, at(3))).toEqual(paused);
  expect(moveDeadline(paused, false, at(5))).toEqual({ dueAt: at(13), pausedAt: null });
  expect(moveDeadline(running, false, at(5))).toEqual(running);
  expect(moveDeadline({ dueAt: null, pausedAt: at(1) }, false, at(5))).toEqual({ dueAt: null, pausedAt: null });
});

for (const [name, now, pausedAt, expected] of [
  ["nothing before half of the time", 4, null, null],
  ["half-time", 5, null, "half-time"],
  ["an hour before the end", 9, null, "due-soon"],
  ["the end", 10, null, "overdue"],
  ["nothing while the clock stands still", 11, at(1), null],
] as const)
  test(`reminds of ${name}`, () => expect(dueReminder({ dueAt: at(10), pausedAt }, at(0), at(now))).toBe(expected));

test("a decision without a deadline reminds nobody", () => expect(dueReminder({ dueAt: null, pausedAt: null }, at(0), at(99))).toBeNull());

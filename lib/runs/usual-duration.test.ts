import { expect, test } from "vitest";
import { paceOf, usualDuration } from "./usual-duration";

test("the median of the last ten, so that one stuck run changes nothing", () => {
  expect(usualDuration([])).toBeNull();
  expect(usualDuration([700])).toBe(700);
  expect(usualDuration([700, 900])).toBe(800);
  expect(usualDuration([700, 86_400_000, 720])).toBe(720);
  expect(usualDuration([...Array.from({ length: 10 }, () => 60), 5_000, 5_000, 5_000])).toBe(60);
});

test("what is left, and what it is late by", () => {
  expect(paceOf(40, null)).toBeNull();
  expect(paceOf(40, 100)).toEqual({ left: 60 });
  expect(paceOf(100, 100)).toEqual({ left: 0 });
  expect(paceOf(130, 100)).toEqual({ over: 30 });
});

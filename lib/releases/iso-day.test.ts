import { expect, test } from "vitest";
import { isoDay, isTimeZone } from "./iso-day";

for (const [zone, day] of [
  ["UTC", "2026-02-12"],
  ["Asia/Seoul", "2026-02-13"],
  ["America/Los_Angeles", "2026-02-12"],
  ["Pacific/Kiritimati", "2026-02-13"],
] as const)
  test(`an evening in UTC is ${day} in ${zone}`, () => expect(isoDay(new Date("2026-02-12T16:30:00Z"), zone)).toBe(day));

for (const [name, is] of [
  ["Asia/Seoul", true],
  ["UTC", true],
  ["Atlantis/Harbour", false],
  ["+09:00", false],
  ["", false],
] as const)
  test(`“${name}” is ${is ? "a" : "no"} time zone`, () => expect(isTimeZone(name)).toBe(is));

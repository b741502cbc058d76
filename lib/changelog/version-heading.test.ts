import { expect, test } from "vitest";
import { readVersionHeading } from "./version-heading";

for (const [title, label, date = null, packageName = ""] of [
  ["1.2.0", "1.2.0"],
  ["v1.2.0", "1.2.0"],
  ["V 1.2.0", "1.2.0"],
  ["Version 1.2", "1.2"],
  ["[1.2.0] - 2026-02-13", "1.2.0", "2026-02-13"],
  ["[1.2.0](https://github.example/o/r/compare/v1.1.0...v1.2.0) (2026-02-13)", "1.2.0", "2026-02-13"],
  ["[v1.2.0][link] / 2026-02-13", "1.2.0", "2026-02-13"],
  ["\\[1.2.0]", "1.2.0"],
  ["**1.2.0**", "1.2.0"],
  ['<a name="1.2.0"></a>1.2.0 (2026-02-13)', "1.2.0", "2026-02-13"],
  ["<small>1.2.0 (2026-02-13)</small>", "1.2.0", "2026-02-13"],
  ["26.2.0rc1 (2026-02-13)", "26.2.0rc1", "2026-02-13"],
  ["26.2.0-rc.1", "26.2.0-rc.1"],
  ["26.2.0-rc1", "26.2.0-rc1"],
  ["26.2.0.rc1", "26.2.0.rc1"],
  ["26.2.0a1", "26.2.0a1"],
  ["26.2.0.dev0", "26.2.0.dev0"],
  ["1.2.0+meta", "1.2.0+meta"],
  ["1.2.0-canary.3", "1.2.0-canary.3"],
  ['1.2.0-next.2 "paper-boat" (2026-02-13)', "1.2.0-next.2", "2026-02-13"],
  ["1.2.0: The quiet one", "1.2.0"],
  ["1.2.0 (13 February 2026)", "1.2.0", "2026-02-13"],
  ["1.2.0 - February 13th, 2026", "1.2.0", "2026-02-13"],
  ["1.2.0 Feb 13 2026", "1.2.0", "2026-02-13"],
  ["1.2.0 [YANKED]", "1.2.0"],
  ["2026-02-13, Version 1.2.0 (LTS)", "1.2.0", "2026-02-13"],
  ["2026.02.13 Version 1.2.0", "1.2.0", "2026-02-13"],
  ["core@1.2.0 (2026-02-13)", "1.2.0", "2026-02-13", "core"],
  ["@scope/core@1.2.0", "1.2.0", null, "@scope/core"],
  ["boat 1.2.0 (2026-02-13)", "1.2.0", "2026-02-13", "boat"],
  ["Unreleased", "Unreleased"],
  ["[Unreleased](https://github.example/compare)", "Unreleased"],
] as const)
  test(`“${title}” is ${label}`, () => expect(readVersionHeading(title)).toMatchObject({ label, date, packageName }));

for (const title of [
  "Upgrading to 2.0",
  "2.0 migration guide",
  "Changes since 1.1.0",
  "Features",
  "2026",
  "HTTP/1.1 support",
  "",
  "1.2.0".repeat(200),
  "<".repeat(500),
  "[](".repeat(150),
])
  test(`“${title.slice(0, 30)}” is no version heading`, () => expect(readVersionHeading(title)).toBeNull());

test("a date that cannot be is no day", () => expect(readVersionHeading("1.2.0 (2026-13-45)")).toMatchObject({ date: null }));

import { expect, test } from "vitest";
import { freshness } from "./freshness";

const at = (minute: number) => new Date(Date.UTC(2026, 1, 1, 12, minute));
const seen = (syncedAt: number | null, changes: number | null, runs: number | null) => ({
  syncedAt: syncedAt === null ? null : at(syncedAt),
  syncProblem: null,
  sweeps: [
    { resource: "changes", checkedAt: changes === null ? null : at(changes) },
    { resource: "runs", checkedAt: runs === null ? null : at(runs) },
  ],
});

for (const [name, confirmed, resources, expected] of [
  ["nothing was read", seen(null, null, null), undefined, null],
  ["read whole, and nothing since", seen(5, null, null), undefined, at(5)],
  ["branches are fresh, runs fail since then", seen(5, 30, 7), undefined, at(7)],
  ["a whole reading confirms both", seen(40, 30, 7), undefined, at(40)],
  ["of runs alone, branches do not matter", seen(5, 6, 30), ["runs"], at(30)],
  ["branches were asked and runs never", seen(null, 30, null), undefined, null],
] as const)
  test(`as of: ${name}`, () =>
    expect(freshness(confirmed, resources && [...resources]).asOf).toBe(expected ? expected.toISOString() : null));

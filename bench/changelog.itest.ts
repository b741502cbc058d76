import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

test("the bench of the changelog engine meets its goals in its short form", { timeout: 180_000, retry: 1 }, () => {
  const { status, stdout } = spawnSync(process.execPath, ["scripts/bench.mjs", "changelog", "--short"], { encoding: "utf8" });
  expect(stdout).not.toContain("MISSED");
  expect(stdout.match(/^met /gm)).toHaveLength(5);
  expect(status).toBe(0);
});

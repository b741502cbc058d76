#!/usr/bin/env node
// npm test: installs what it needs, runs every check and test, and ends with the line `N passed, N failed, N skipped`.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ensureBuilt, generateClient } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { execute } from "./processes.mjs";
import { run, say } from "./say.mjs";
import { CHECKS, runChecks } from "./verify.mjs";

const REPORTS = "test-results/reports";
const totals = { passed: 0, failed: 0, skipped: 0 };

run(async () => {
  process.chdir(fileURLToPath(new URL("..", import.meta.url)));
  await ensureInstalled();
  await generateClient();
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  if (!process.env.SLIPWAY_DATA) say("SLIPWAY_DATA is not set: tests on real changelogs are skipped");

  say("Checks: format, lint, import boundaries, types, dead code");
  const failed = await runChecks();
  count({ passed: CHECKS.length - failed.length, failed: failed.length });

  say("The migrations lead to the schema");
  const { checkMigrations } = await import("./migrations.mjs");
  await step("migrations", () => checkMigrations());

  say("Unit tests");
  await runVitest("unit");
  const isBuilt = await step("build", ensureBuilt);
  say("Integration tests: real PostgreSQL, real git, local-github over HTTP");
  await runVitest("integration");

  say("Browser tests: the whole of Slipway in Chromium");
  if (isBuilt) await runPlaywright();
  else count({ failed: 1 });

  console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
  process.exit(totals.failed > 0 ? 1 : 0);
});

function count({ passed = 0, failed = 0, skipped = 0 }) {
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
}

async function step(name, work) {
  try {
    await work();
    count({ passed: 1 });
    return true;
  } catch (error) {
    say(`failed  ${name}\n${error.message}`);
    count({ failed: 1 });
    return false;
  }
}

async function runVitest(project) {
  const file = `${REPORTS}/${project}.json`;
  await execute(
    process.execPath,
    ["node_modules/vitest/vitest.mjs", "run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile=${file}`],
    { env: { NO_COLOR: "1" } },
  ).catch(() => {});
  // A run that died before its report is one failure, not none.
  if (!existsSync(file)) return count({ failed: 1 });
  const report = JSON.parse(readFileSync(file, "utf8"));
  // A file may fail with all of its tests passed: while it was read, or in what it does at its end.
  const crashedFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  ).length;
  count({
    passed: report.numPassedTests,
    failed: report.numFailedTests + crashedFiles,
    skipped: report.numPendingTests + report.numTodoTests,
  });
}

async function runPlaywright() {
  const { ensureChromium } = await import("./chromium.mjs");
  const listed = JSON.parse(
    execFileSync(process.execPath, ["node_modules/@playwright/test/cli.js", "test", "--list", "--reporter=json"], {
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    }),
  );
  const expected = listed.suites.reduce((sum, suite) => sum + countSpecs(suite), 0);
  // Browser tests that cannot run have failed, every one of them.
  if (!(await ensureChromium())) return count({ failed: expected });
  const file = `${REPORTS}/browser.json`;
  await execute(process.execPath, ["node_modules/@playwright/test/cli.js", "test"], {
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file, FORCE_COLOR: "0" },
  }).catch(() => {});
  if (!existsSync(file)) return count({ failed: expected });
  const { stats, errors } = JSON.parse(readFileSync(file, "utf8"));
  if (stats.flaky > 0) say(`${stats.flaky} browser tests passed only at the second try; they are marked flaky above`);
  const ran = stats.expected + stats.unexpected + stats.flaky + stats.skipped;
  // What is found wrong when all of them are over belongs to none of them.
  const failed = stats.unexpected + Math.max(0, expected - ran) + errors.length;
  count({ passed: stats.expected + stats.flaky, failed, skipped: stats.skipped });
}

function countSpecs(suite) {
  return (suite.specs?.length ?? 0) + (suite.suites ?? []).reduce((sum, child) => sum + countSpecs(child), 0);
}

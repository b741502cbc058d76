#!/usr/bin/env node
// npm run verify: format, lint with import boundaries, types, dead code and unit tests, in seconds.
import { fileURLToPath } from "node:url";
import { generateClient } from "./build.mjs";

import { ensureInstalled } from "./install.mjs";
import { execute } from "./processes.mjs";
import { Problem, run, say } from "./say.mjs";

const bin = (path) => `node_modules/${path}`;

/** Every check with its command line; each counts as one in the closing line of the tests. */
export const CHECKS = [
  { name: "format and lint", args: [bin("@biomejs/biome/bin/biome"), "ci", "--colors=off", "."] },
  { name: "types of the routes", args: [bin("next/dist/bin/next"), "typegen"] },
  { name: "types", args: [bin("typescript/bin/tsc"), "--noEmit"] },
  { name: "dead code", args: [bin("knip/bin/knip.js"), "--no-progress"] },
];

/** Runs all checks; answers with the names of those that failed, their output already shown. */
export async function runChecks() {
  const failed = [];
  for (const { name, args } of CHECKS) {
    try {
      await execute(process.execPath, args, { isQuiet: true, env: { NEXT_TELEMETRY_DISABLED: "1" } });
      say(`ok      ${name}`);
    } catch (error) {
      failed.push(name);
      say(`failed  ${name}\n${error.message}`);
    }
  }
  return failed;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  run(async () => {
    process.chdir(fileURLToPath(new URL("..", import.meta.url)));
    await ensureInstalled();
    await generateClient();
    const failed = await runChecks();
    await execute(process.execPath, [bin("vitest/vitest.mjs"), "run", "--project", "unit", "--reporter=dot"]).catch(() =>
      failed.push("unit tests"),
    );
    if (failed.length > 0) throw new Problem(`Not green: ${failed.join(", ")}.`);
  });

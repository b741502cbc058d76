#!/usr/bin/env node
// npm run bench -- NAME: bundles and runs a benchmark of bench/; each prints ratios of one interleaved run.
import { spawn } from "node:child_process";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { Problem, run } from "./say.mjs";

run(async () => {
  process.chdir(fileURLToPath(new URL("..", import.meta.url)));
  await ensureInstalled();
  const [name, ...rest] = process.argv.slice(2);
  const known = readdirSync("bench")
    .filter((file) => file.endsWith(".bench.ts"))
    .map((file) => file.replace(".bench.ts", ""));
  if (!name || !existsSync(`bench/${name}.bench.ts`)) throw new Problem(`Name a benchmark: ${known.join(", ")}.`);
  const outfile = join("dist", "bench", `${name}.mjs`);
  // Import attributes, which the benches of webhooks read recorded payloads with, came with 20.10.
  await bundle({ entryPoints: [`bench/${name}.bench.ts`], outfile, target: "node20.19" });
  const env = { ...process.env, SLIPWAY_END_DATABASE: "1" };
  const child = spawn(process.execPath, ["--expose-gc", outfile, ...rest], { stdio: "inherit", env });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  // Its own exit code is the answer: 2 says that a goal was missed.
  process.exitCode = await new Promise((resolve) => child.on("exit", (code) => resolve(code ?? 1)));
  rmSync(outfile, { force: true });
});

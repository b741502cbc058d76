#!/usr/bin/env node
// The `slipway` command. Its sources are TypeScript, which Node 20 cannot run, so they are bundled when they changed.
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const bundle = join(root, "dist", "slipway");
const SOURCES = ["bin", "lib/approvals", "lib/changelog", "lib/releases", "lib/errors"];

try {
  const isCurrent = timeOf(join(bundle, "main.mjs")) >= newestOf(SOURCES.map((folder) => join(root, folder)));
  const folder = isCurrent ? bundle : await build();
  const { main } = await import(pathToFileURL(join(folder, "main.mjs")).href);
  process.exitCode = await main(process.argv.slice(2));
  if (folder !== bundle) rmSync(folder, { recursive: true, force: true });
} catch (error) {
  process.stderr.write(`slipway: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}

/** Bundles the sources and answers with the folder: `dist/slipway`, or one for this run where that cannot be written. */
async function build() {
  const { build: bundleWith } = await import("esbuild").catch(() => {
    throw new Error(`The packages are not installed. Run “npm ci” in ${root} first.`);
  });
  const folder = makeFolder();
  await bundleWith({
    entryPoints: { main: join(root, "bin/main.ts"), "suggest-worker": join(root, "bin/suggest-worker.ts") },
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20",
    tsconfig: join(root, "tsconfig.json"),
    legalComments: "none",
    logLevel: "error",
  });
  if (!folder.startsWith(bundle)) return folder;
  rmSync(bundle, { recursive: true, force: true });
  try {
    renameSync(folder, bundle);
  } catch {
    // Another command was quicker; its bundle is from the same sources.
    rmSync(folder, { recursive: true, force: true });
  }
  return bundle;
}

/** A new folder beside the bundle, so that two commands at once do not meet half of one; else a temporary one. */
function makeFolder() {
  try {
    mkdirSync(join(root, "dist"), { recursive: true });
    return mkdtempSync(`${bundle}-`);
  } catch {
    return mkdtempSync(join(tmpdir(), "slipway-"));
  }
}

function newestOf(folders) {
  let newest = 0;
  for (const folder of folders)
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (/\.i?test\.ts$/.test(entry.name)) continue;
      const path = join(folder, entry.name);
      newest = Math.max(newest, entry.isDirectory() ? newestOf([path]) : timeOf(path));
    }
  return newest;
}

function timeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

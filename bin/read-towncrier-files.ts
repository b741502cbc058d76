import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type BuildRequest, listNeededPaths } from "@/lib/changelog/towncrier/plan-build";
import type { TowncrierFiles } from "@/lib/changelog/towncrier/towncrier-files";
import { AppError } from "@/lib/errors/app-error";

const CONFIGURATION = ["towncrier.toml", "pyproject.toml"];

/** Reads what towncrier needs of a project: its configuration, template and news file, and the folders of fragments. */
export function readTowncrierFiles(folder: string, request: BuildRequest): TowncrierFiles {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new AppError("not-found", `${folder}: There is no such folder. Name the one that pyproject.toml or towncrier.toml is in.`);
  const files = new Map<string, Uint8Array>();
  const add = (path: string) => {
    const full = join(folder, path);
    if (statSync(full, { throwIfNoEntry: false })?.isFile()) files.set(path, readFileSync(full));
  };
  CONFIGURATION.forEach(add);
  const needed = listNeededPaths(files, request);
  needed.files.forEach(add);
  for (const below of needed.folders) {
    const full = join(folder, below);
    if (!statSync(full, { throwIfNoEntry: false })?.isDirectory()) continue;
    for (const name of readdirSync(full)) add(below === "" ? name : `${below}/${name}`);
  }
  return files;
}

import { AppError } from "@/lib/errors/app-error";
import { formatFields } from "./format-fields";
import { stripText, toUniversalNewlines } from "./python-text";
import { listFragmentFolders, readFragments } from "./read-fragments";
import { readTowncrierConfig } from "./read-towncrier-config";
import { renderSection } from "./render-section";
import type { TowncrierConfig } from "./towncrier-config";
import { joinProjectPath, readProjectFile, type TowncrierFiles } from "./towncrier-files";
import type { VersionFacts } from "./version-facts";

/** What the person asks for; the version and the name fall back to the configuration. */
export interface BuildRequest {
  version?: string;
  /** Printed as it is, usually `2026-01-31`. */
  date: string;
  name?: string;
}

/** What `towncrier build --yes` would do: one file to write, the fragments to remove. Paths are below the project's directory. */
export interface BuildPlan {
  write: { path: string; text: string };
  remove: string[];
}

/** What `towncrier build --draft` prints on standard output, its last newline included. */
export function renderDraft(files: TowncrierFiles, request: BuildRequest): string {
  const config = readTowncrierConfig(files);
  return `${renderSection(config, readFragments(config, files), files, versionFacts(config, request)).text}\n`;
}

/** Plans `towncrier build --yes`. A release that the news file already has is a conflict. */
export function planBuild(files: TowncrierFiles, request: BuildRequest): BuildPlan {
  const config = readTowncrierConfig(files);
  const fragments = readFragments(config, files);
  const version = versionFacts(config, request);
  const { text, topLine } = renderSection(config, fragments, files, version);
  const path = newsFilePath(config, version);
  const { header, body } = readNews(config, config.singleFile ? readProjectFile(files, path) : null);
  if (topLine !== "" && body.includes(topLine))
    throw new AppError("conflict", `${path} already has a section “${topLine}”. Remove it first, or build another version.`);
  const written = body === "" ? `${stripText(text, "right")}\n` : text + body;
  return { write: { path, text: header + written }, remove: [...new Set(fragments.map((fragment) => fragment.path))] };
}

/**
 * What has to be read besides the configuration, for readers that fetch file by file: single files, which may be
 * missing, and folders with the files that stand directly in them. `files` needs the configuration only.
 */
export function listNeededPaths(files: TowncrierFiles, request: BuildRequest): { files: string[]; folders: string[] } {
  const config = readTowncrierConfig(files);
  const template = config.template.type === "file" ? [config.template.path] : [];
  const news = config.singleFile ? [newsFilePath(config, versionFacts(config, request))] : [];
  return { files: [...template, ...news], folders: [...new Set(listFragmentFolders(config).values())] };
}

/** The file the release goes to; with `single_file = false` one for each version. */
function newsFilePath(config: TowncrierConfig, version: VersionFacts): string {
  const where = `${config.path}: filename`;
  const fields = { name: version.name, version: version.version, project_date: version.date };
  return joinProjectPath([config.singleFile ? config.filename : formatFields(config.filename, fields, where)], where);
}

/** What stands before and after the place of a new release. Without the marker everything comes after. */
function readNews(config: TowncrierConfig, existing: string | null): { header: string; body: string } {
  const text = toUniversalNewlines(existing ?? "");
  const marker = text.indexOf(config.startString);
  if (existing === null || marker < 0) return { header: "", body: stripText(text, "left") };
  const header = `${stripText(text.slice(0, marker), "right")}\n\n${config.startString}\n`;
  return { header, body: stripText(text.slice(marker + config.startString.length), "left") };
}

/** Without a name the package's is used, in title case as Python makes it. */
function versionFacts(config: TowncrierConfig, request: BuildRequest): VersionFacts {
  const version = request.version ?? config.version;
  if (version === null) throw new AppError("invalid", `No version is given and ${config.path} has none. Name the version to build.`);
  return { version, date: request.date, name: request.name ?? (config.name === "" ? titleCase(config.package) : config.name) };
}

function titleCase(text: string): string {
  let result = "";
  for (const [index, character] of Array.from(text).entries()) {
    const followsLetter = index > 0 && /\p{L}/u.test(Array.from(text)[index - 1] ?? "");
    result += followsLetter ? character.toLowerCase() : character.toUpperCase();
  }
  return result;
}

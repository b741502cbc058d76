import { AppError } from "@/lib/errors/app-error";
import { matchesFileNamePattern } from "./file-name-pattern";
import { type FragmentName, parseFragmentName } from "./fragment-name";
import { compileIssuePattern } from "./issue-pattern";
import { toUniversalNewlines } from "./python-text";
import type { TowncrierConfig } from "./towncrier-config";
import { baseName, joinProjectPath, listFolder, type TowncrierFiles } from "./towncrier-files";

/** One news fragment. */
export interface Fragment {
  path: string;
  /** The section's name; empty for the main one. */
  section: string;
  type: string;
  /** Null for an orphan: a fragment without an issue. */
  issue: string | null;
  /** Its text as written, with LF line ends. */
  text: string;
}

const ALWAYS_IGNORED = [".gitignore", ".gitkeep", ".keep", "readme", "readme.md", "readme.rst"];

/**
 * Finds the fragments of every section, in the order of the sections and of the file names. Two fragments of one
 * issue, type and counter are an AppError, as is a file that is none while `ignore` is set.
 */
export function readFragments(config: TowncrierConfig, files: TowncrierFiles): Fragment[] {
  const readName = fragmentNameReader(config);
  const orphans = new Map<string, number>();
  const fragments: Fragment[] = [];
  for (const [section, folder] of listFragmentFolders(config)) {
    const seen = new Map<string, string>();
    for (const name of listFolder(files, folder)) {
      const path = folder === "" ? name : `${folder}/${name}`;
      const parsed = readName(name, path);
      if (!parsed) continue;
      const { type } = parsed;
      const isOrphan = config.orphanPrefix !== "" && parsed.issue.startsWith(config.orphanPrefix);
      const issue = isOrphan || parsed.issue === "" ? null : parsed.issue;
      const counter = isOrphan ? (orphans.get(type) ?? 0) : parsed.counter;
      if (isOrphan) orphans.set(type, counter + 1);
      const key = `${issue ?? ""}.${type}.${counter}`;
      const other = seen.get(key);
      if (other !== undefined) throw sameFragment(other, path, issue, type);
      seen.set(key, path);
      fragments.push({ path, section, type, issue, text: readFragmentText(files, path) });
    }
  }
  return fragments;
}

/** Reads a file's name, null for a file to pass over; what the configuration does not allow is an AppError. */
function fragmentNameReader(config: TowncrierConfig): (name: string, path: string) => FragmentName | null {
  const types = new Set(config.types.map(({ id }) => id));
  const ignored = [...ALWAYS_IGNORED, ...(config.ignore ?? []).map((pattern) => pattern.toLowerCase())];
  if (config.template.type === "file") ignored.push(baseName(config.template.path).toLowerCase());
  const isIssue = config.issuePattern === "" ? null : compileIssuePattern(config.issuePattern, `${config.path}: issue_pattern`);
  return (name, path) => {
    if (ignored.some((pattern) => matchesFileNamePattern(name.toLowerCase(), pattern))) return null;
    const parsed = parseFragmentName(name, types);
    if (!parsed) {
      if (config.ignore === null) return null;
      throw new AppError(
        "invalid",
        `${path} is no fragment: expected issue.type.md with one of ${[...types].join(", ")}. Rename it, or add it to ignore in ${config.path}.`,
      );
    }
    const isOrphan = config.orphanPrefix !== "" && parsed.issue.startsWith(config.orphanPrefix);
    if (isIssue && !isOrphan && parsed.issue !== "" && !isIssue(parsed.issue))
      throw new AppError(
        "invalid",
        `${path}: the issue ${parsed.issue} does not match issue_pattern ${config.issuePattern}. Rename the file.`,
      );
    return parsed;
  };
}

function sameFragment(one: string, other: string, issue: string | null, type: string): AppError {
  return new AppError(
    "invalid",
    `${one} and ${other} are both issue ${issue ?? "(none)"} of type ${type}. Give one a counter, like ${issue ?? ""}.${type}.1.md, or merge them.`,
  );
}

/** Section name → the folder of its fragments, below the project's directory. */
export function listFragmentFolders(config: TowncrierConfig): Map<string, string> {
  return new Map(
    [...config.sections].map(([section, folder]) => {
      const parts = config.directory === null ? [config.packageDir, config.package, folder, "newsfragments"] : [config.directory, folder];
      return [section, joinProjectPath(parts, `${config.path}: the fragments' folder${section === "" ? "" : ` of section ${section}`}`)];
    }),
  );
}

/** Invalid UTF-8 becomes U+FFFD and a BOM stays, as in Python. */
function readFragmentText(files: TowncrierFiles, path: string): string {
  const content = files.get(path) ?? "";
  return toUniversalNewlines(typeof content === "string" ? content : new TextDecoder("utf-8", { ignoreBOM: true }).decode(content));
}

import { decodeFile } from "@/lib/changelog/encoding";
import { AppError } from "@/lib/errors/app-error";
import { compareText } from "./python-text";

/**
 * The files of a project: POSIX path below its directory (`changes/12.fix.md`) → bytes or text. It may hold files
 * that nothing asks for; a folder exists when a file is in it.
 */
export type TowncrierFiles = ReadonlyMap<string, Uint8Array | string>;

/** The text of a file that has to be UTF-8; null when there is no such file. */
export function readProjectFile(files: TowncrierFiles, path: string): string | null {
  const content = files.get(path);
  if (content === undefined || typeof content === "string") return content ?? null;
  const { text, encoding } = decodeFile(content);
  if (encoding === "utf-8") return text;
  throw new AppError("invalid", `${path} is not valid UTF-8. Save it as UTF-8 and try again.`);
}

/**
 * Joins path parts below the project's directory and resolves `.` and `..`.
 * `where` names the setting in the error about a path that leaves the directory.
 */
export function joinProjectPath(parts: string[], where: string): string {
  const segments: string[] = [];
  for (const part of parts) {
    if (part.startsWith("/")) throw leaves(part, where);
    for (const segment of part.split("/")) {
      if (segment === "" || segment === ".") continue;
      if (segment !== "..") segments.push(segment);
      else if (segments.pop() === undefined) throw leaves(part, where);
    }
  }
  return segments.join("/");
}

/** Names of the files that stand directly in a folder, in a stable order. */
export function listFolder(files: TowncrierFiles, folder: string): string[] {
  const prefix = folder === "" ? "" : `${folder}/`;
  const names: string[] = [];
  for (const path of files.keys()) {
    if (path.startsWith(prefix) && path.indexOf("/", prefix.length) < 0) names.push(path.slice(prefix.length));
  }
  return names.sort(compareText);
}

/** The extension with its dot (`.md`), empty for none; a leading dot begins a name, not an extension. */
export function extensionOf(path: string): string {
  const name = baseName(path);
  const dot = name.lastIndexOf(".");
  return dot > 0 && dot < name.length - 1 ? name.slice(dot) : "";
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function leaves(path: string, where: string): AppError {
  return new AppError("invalid", `${where}: ${path} points outside the project's directory. Write a path below it.`);
}

import { readFileSync } from "node:fs";
import { AppError } from "@/lib/errors/app-error";

const WHY: Record<string, string> = {
  ENOENT: "There is no such file",
  EISDIR: "That is a folder, and a file was expected",
  EACCES: "It may not be read by you",
};

/** The bytes of a file, or of standard input for `-`. */
export function readFile(path: string): Uint8Array {
  try {
    return readFileSync(path === "-" ? 0 : path);
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException; // node:fs throws nothing else
    throw new AppError("not-found", `${nameOf(path)}: ${WHY[code] ?? message}.`);
  }
}

/** How a file is called in messages. */
export function nameOf(path: string): string {
  return path === "-" ? "standard input" : path;
}

/** Writes to standard output and waits until all of it is taken, so that nothing is cut off at the end. */
export function writeOut(data: Uint8Array | string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(data, () => resolve()));
}

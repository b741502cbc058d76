import { decodeFile, encodeFile } from "@/lib/changelog/encoding";
import { type Changelog, parseChangelog, renderChangelog } from "@/lib/changelog/parse-changelog";
import type { Problem } from "@/lib/changelog/problem";
import { type LintOptions, lintChangelog } from "./lint-changelog";

export interface FileCheck {
  changelog: Changelog;
  /** Parsing and rendering gave back the same bytes. */
  isLossless: boolean;
  problems: Problem[];
}

/** Checks a file from its bytes: whether it comes back unchanged, how it is encoded, and all rules of the linter. */
export function checkFile(bytes: Uint8Array, path: string, options: LintOptions = {}): FileCheck {
  const { text, encoding } = decodeFile(bytes);
  const changelog = parseChangelog(text, path);
  const rendered = encodeFile({ text: renderChangelog(changelog), encoding });
  const isLossless = rendered.length === bytes.length && rendered.every((byte, index) => byte === bytes[index]);
  const encodingProblem = checkEncoding(bytes, encoding === "latin1");
  const problems = [...(encodingProblem ? [encodingProblem] : []), ...lintChangelog(changelog, options)];
  return { changelog, isLossless, problems };
}

function checkEncoding(bytes: Uint8Array, isInvalid: boolean): Problem | null {
  const [a, b] = bytes;
  const at = { start: 0, end: Math.min(bytes.length, 1) };
  const isUtf16 = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || (bytes.length > 3 && (a === 0) !== (b === 0));
  if (isUtf16)
    return { id: "utf-16", severity: "error", ...at, message: "The file is UTF-16. Save it as UTF-8, which is what GitHub shows." };
  if (!isInvalid) return null;
  const message = "Some bytes are no valid UTF-8. They are kept as they are; save the file as UTF-8 to have them shown rightly.";
  return { id: "invalid-utf-8", severity: "warning", ...at, message };
}

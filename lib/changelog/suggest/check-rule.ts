import type { RememberedRule } from "./suggestion-input";
import { tokenize } from "./tokenize";

const LONGEST_LABEL = 50;

/** Why this cannot be remembered, with what to do; null when it can. */
export function checkRule({ type, value, title }: Omit<RememberedRule, "id">): string | null {
  if (value.trim() === "") return `Write the ${type} to look for.`;
  if (type === "label" && value.trim().length > LONGEST_LABEL) return `A label has at most ${LONGEST_LABEL} characters on GitHub.`;
  if (type === "path") {
    const fault = checkPath(value.trim());
    if (fault) return fault;
  }
  if (type === "phrase" && tokenize(value).length === 0) return "A phrase holds at least one word.";
  if (title.trim() === "") return "Name the subsection it goes to.";
  return /[\r\n]/.test(title) ? "A title is one line." : null;
}

/** A folder or a file as git names it: `src/scheduler`. */
function checkPath(path: string): string | null {
  if (/^[./]*$/.test(path)) return "Name a folder; the whole repository is no place of its own.";
  if (path.startsWith("/") || path.includes("\\")) return "Write the path from the root of the repository, as in src/scheduler.";
  if (/[*?]/.test(path)) return "Leave * and ? out; a folder holds for everything below it.";
  return path.split("/").some((part) => part === "." || part === "..") ? "Write the whole path, without dots between the slashes." : null;
}

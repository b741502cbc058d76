import type { RememberedRule } from "./suggestion-input";
import { tokenize } from "./tokenize";

/** Why this cannot be remembered, with what to do; null when it can. */
export function checkRule({ type, value, title }: Omit<RememberedRule, "id">): string | null {
  if (value.trim() === "") return `Write the ${type} to look for.`;
  if (type === "phrase" && tokenize(value).length === 0) return "A phrase holds at least one word.";
  if (title.trim() === "") return "Name the subsection it goes to.";
  return /[\r\n]/.test(title) ? "A title is one line." : null;
}

/** What is wrong with a name for a branch, as a sentence; null when git takes it (git check-ref-format). */
export function checkBranchName(name: string): string | null {
  if (name === "") return "A branch needs a name.";
  if (name.length > 200) return "The name is longer than 200 characters.";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: git forbids exactly these
  if (/[\x00-\x20\x7f~^:?*[\\]/.test(name)) return "A branch name has no spaces and none of ~ ^ : ? * [ \\.";
  if (/\.\.|@\{|\/\//.test(name) || name === "@") return "A branch name has no “..”, “@{” or “//”.";
  if (/^[-/]|[/.]$/.test(name) || name.split("/").some((part) => part.startsWith(".") || part.endsWith(".lock")))
    return "No part of a branch name begins with a dot or ends with .lock, and the name neither begins with - or / nor ends with / or a dot.";
  return null;
}

/** The name itself, or with the first free number behind it: `notes/1.2.0-2`. */
export function freeBranchName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let number = 2; ; number++) if (!taken.has(`${name}-${number}`)) return `${name}-${number}`;
}

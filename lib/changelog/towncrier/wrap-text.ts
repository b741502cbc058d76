import { countCharacters, stripText } from "./python-text";

const WIDTH = 79;

/**
 * Fills one line to 79 characters like Python's `textwrap.fill` with neither long words nor hyphens broken.
 * Lines after the first begin with `indent`.
 */
export function wrapLine(line: string, indent: string): string {
  const chunks = splitChunks(expandTabs(line));
  const lines: string[] = [];
  let next = 0;
  while (next < chunks.length) {
    const width = WIDTH - (lines.length > 0 ? indent.length : 0);
    if (lines.length > 0 && stripText(chunks[next] ?? "") === "") next++;
    const current: string[] = [];
    let length = 0;
    for (; next < chunks.length; next++) {
      const chunk = chunks[next] ?? "";
      const size = countCharacters(chunk);
      if (current.length > 0 && length + size > width) break;
      current.push(chunk);
      length += size;
      if (length > width) {
        next++;
        break;
      }
    }
    if (stripText(current.at(-1) ?? "x") === "") current.pop();
    if (current.length > 0) lines.push((lines.length > 0 ? indent : "") + current.join(""));
  }
  return lines.join("\n");
}

/** Words and the runs of blanks between them. */
function splitChunks(line: string): string[] {
  return line.match(/ +|[^ ]+/g) ?? [];
}

/** Tabs to stops of eight, then every other ASCII blank to a space (`expand_tabs`, `replace_whitespace`). */
function expandTabs(line: string): string {
  if (!/[\t-\r]/.test(line)) return line;
  let expanded = "";
  let column = 0;
  for (const character of line) {
    const width = character === "\t" ? 8 - (column % 8) : 1;
    expanded += /[\t-\r]/.test(character) ? " ".repeat(width) : character;
    column = character === "\n" || character === "\r" ? 0 : column + width;
  }
  return expanded;
}

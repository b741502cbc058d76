import { isBlank, linesOf } from "./lines";

/** A Markdown heading outside fences, comments and code; `[start, end)` covers its lines with their line ends. */
export interface Heading {
  level: number;
  title: string;
  start: number;
  end: number;
}

const ATX = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$/;
/** A fence may open on the line of its bullet; then it is indented as far as the bullet's text. */
const FENCE = /^([ \t]*(?:(?:[*+-]|\d{1,9}[.)])[ \t]+)?)(`{3,}|~{3,})(.*)$/;
const SETEXT = /^ {0,3}(=+|-+)[ \t]*$/;
const BULLET_OR_QUOTE = /^[ \t]*(?:[*+-][ \t]|>|\d{1,9}[.)][ \t])/;

/**
 * Finds the headings of `[from, to)` (CommonMark 0.31: ATX, setext, fences, HTML comments). One pass, no
 * backtracking over lines. A fence that is indented, as inside a bullet, ends with the text it is indented in.
 */
export function scanHeadings(text: string, from = 0, to = text.length): Heading[] {
  const headings: Heading[] = [];
  let fence: { mark: string; indent: number } | null = null;
  let inComment = false;
  let paragraph: { start: number; text: string } | null = null;
  for (const { start, end, next } of linesOf(text, from, to)) {
    if (inComment) {
      inComment = text.slice(start, end).indexOf("-->") < 0;
      continue;
    }
    if (isBlank(text, start, end)) {
      paragraph = null;
      continue;
    }
    const line = start === 0 && text.charCodeAt(0) === 0xfeff ? text.slice(1, end) : text.slice(start, end);
    if (fence) {
      const closing = FENCE.exec(line);
      if (closing?.[2]?.startsWith(fence.mark) && closing[3]?.trim() === "") fence = null;
      else if (fence.indent > 0 && indentOf(line) < fence.indent) fence = null;
      else continue;
      if (closing) continue;
    }
    const opening = FENCE.exec(line);
    if (opening && !(opening[2]?.startsWith("`") && opening[3]?.includes("`"))) {
      fence = { mark: opening[2] ?? "```", indent: opening[1]?.trim() ? opening[1].length : indentOf(line) };
      paragraph = null;
      continue;
    }
    if (/^ {0,3}<!--/.test(line)) {
      inComment = line.indexOf("-->", line.indexOf("<!--") + 4) < 0;
      paragraph = null;
      continue;
    }
    const atx = ATX.exec(line);
    if (atx?.[1]) {
      headings.push({ level: atx[1].length, title: (atx[2] ?? "").trim(), start, end: next });
      paragraph = null;
      continue;
    }
    const setext = paragraph && SETEXT.exec(line);
    if (paragraph && setext) {
      headings.push({ level: setext[1]?.startsWith("=") ? 1 : 2, title: paragraph.text.trim(), start: paragraph.start, end: next });
      paragraph = null;
      continue;
    }
    // Only a paragraph of one line becomes a setext heading here; longer ones are not version headings.
    paragraph = paragraph === null && !BULLET_OR_QUOTE.test(line) && indentOf(line) < 4 ? { start, text: line } : null;
  }
  return headings;
}

/** Width of the leading white space; a tab counts to the next multiple of four. */
export function indentOf(line: string): number {
  let width = 0;
  for (const character of line) {
    if (character === " ") width++;
    else if (character === "\t") width += 4 - (width % 4);
    else break;
  }
  return width;
}

import type { Markup } from "./block";
import { linesOf } from "./lines";

const SAMPLE = 200_000;

/**
 * Which markup a changelog is written in. The file's name decides unless its lines say otherwise: `#` headings with
 * links in brackets are Markdown, `.. ` directives and underlines other than = and - are reStructuredText.
 */
export function detectMarkup(text: string, path = ""): Markup {
  let markdown = 0;
  let rst = 0;
  let previousLength = 0;
  for (const { start, end } of linesOf(text, 0, Math.min(text.length, SAMPLE))) {
    const line = text.slice(start, Math.min(end, start + 200));
    const length = end - start;
    if (/^#{1,6} \S/.test(line)) markdown++;
    else if (/^\.\. \S/.test(line)) rst += 2;
    else if (previousLength > 0 && length >= previousLength && isUnderline(line)) rst += 2;
    else if (line.includes("](http")) markdown++;
    else if (/:[a-z]{2,12}:`[^`]{1,80}`/.test(line) || /`[^`<]{1,120} <https?:[^`>]{1,180}>`_/.test(line)) rst++;
    previousLength = line.trim() === "" ? 0 : length;
  }
  const byName = /\.(?:rst|rest)$/i.test(path) ? "rst" : /\.(?:md|markdown|mkd|mdx)$/i.test(path) ? "markdown" : null;
  if (byName === "rst") return markdown > rst * 2 + 2 ? "markdown" : "rst";
  if (byName === "markdown") return "markdown";
  return rst > markdown ? "rst" : "markdown";
}

function isUnderline(line: string): boolean {
  const mark = line.charAt(0);
  return line.length > 2 && "~^\"'+*.:_#".includes(mark) && line === mark.repeat(line.length);
}

import { type Block, skipSpace, widthOf } from "./block";
import { type Line, linesOf } from "./lines";

/** The characters docutils takes for a section's underline. */
const ADORNMENT = new Set([..."!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"].map((character) => character.charCodeAt(0)));
const BULLETS = new Set([..."*-+•‣⁃"].map((character) => character.charCodeAt(0)));

/**
 * Cuts reStructuredText into blocks: underlined (and overlined) headings whose level is the order in which their
 * style first appears, bullets, explicit markup with its indented body, transitions (docutils, Document Structure).
 */
export function scanRst(text: string): Block[] {
  const blocks: Block[] = [];
  const styles: string[] = [];
  const lines = [...linesOf(text, text.charCodeAt(0) === 0xfeff ? 1 : 0)];
  let open: Block | null = null;
  let openIndent = 0;
  let afterBlank = true;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (!line) break;
    const first = skipSpace(text, line.start, line.end);
    if (first === line.end) {
      afterBlank = true;
      continue;
    }
    const wasBlank = afterBlank;
    afterBlank = false;
    const indent = first === line.start ? 0 : widthOf(text, line.start, first);
    if (open && indent > openIndent) {
      extend(open, line);
      continue;
    }
    const heading = indent === 0 || adornmentOf(text, line) ? readHeading(text, lines, i) : null;
    if (heading && (open === null || wasBlank || open.kind !== "passage")) {
      const last = lines[i + heading.lines - 1] ?? line;
      if (!styles.includes(heading.style)) styles.push(heading.style);
      const level = styles.indexOf(heading.style) + 1;
      blocks.push({ kind: "heading", start: line.start, end: last.end, next: last.next, level, title: heading.title });
      i += heading.lines - 1;
      open = null;
      continue;
    }
    const isBullet = isBulletAt(text, first, line.end);
    if (!isBullet && adornmentOf(text, line) && line.end - line.start >= 4 && isBlankLine(text, lines[i + 1])) {
      blocks.push({ kind: "rule", start: line.start, end: line.end, next: line.next, level: 0, title: "" });
      open = null;
      continue;
    }
    const isMarkup = text.startsWith(".. ", first);
    if (open && !wasBlank && !isBullet && !isMarkup) {
      extend(open, line);
      continue;
    }
    open = { kind: isBullet ? "entry" : "passage", start: line.start, end: line.end, next: line.next, level: 0, title: "" };
    openIndent = indent;
    blocks.push(open);
  }
  return blocks;
}

function extend(block: Block, line: Line) {
  block.end = line.end;
  block.next = line.next;
}

/** A title with its underline, or between two equal lines; `style` tells its level apart from others. */
function readHeading(text: string, lines: Line[], index: number): { title: string; style: string; lines: number } | null {
  const [a, b, c] = [lines[index], lines[index + 1], lines[index + 2]];
  if (!a || !b) return null;
  const over = adornmentOf(text, a);
  if (over) {
    const isClosed = c && adornmentOf(text, c) === over && c.end - c.start === a.end - a.start;
    const title = text.slice(b.start, b.end).trim();
    return isClosed && title !== "" && !adornmentOf(text, b) ? { title, style: over + over, lines: 3 } : null;
  }
  const under = adornmentOf(text, b);
  const title = text.slice(a.start, a.end).trimEnd();
  const isLongEnough = b.end - b.start >= Math.min(title.length, 4) && b.end - b.start > 1;
  return under && isLongEnough && title !== "" ? { title, style: under, lines: 2 } : null;
}

/** The character a line repeats from its start to its end; null for any other line. */
function adornmentOf(text: string, line: Line): string | null {
  const code = text.charCodeAt(line.start);
  if (!ADORNMENT.has(code)) return null;
  let end = line.end;
  while (end > line.start && (text.charCodeAt(end - 1) === 32 || text.charCodeAt(end - 1) === 9)) end--;
  for (let i = line.start + 1; i < end; i++) if (text.charCodeAt(i) !== code) return null;
  return end - line.start >= 2 ? text.charAt(line.start) : null;
}

function isBlankLine(text: string, line: Line | undefined): boolean {
  return !line || skipSpace(text, line.start, line.end) === line.end;
}

/** `* `, `- `, `+ `, `• `, `1. `, `#. `, `(a) ` with words after it (docutils, Bullet and Enumerated Lists). */
function isBulletAt(text: string, first: number, end: number): boolean {
  let after = first + 1;
  if (!BULLETS.has(text.charCodeAt(first))) {
    const mark = /^(?:\d{1,9}|#|[a-zA-Z])[.)]|^\((?:\d{1,9}|#|[a-zA-Z])\)/.exec(text.slice(first, Math.min(end, first + 12)));
    if (!mark) return false;
    after = first + mark[0].length;
  }
  const words = skipSpace(text, after, end);
  return words > after && words < end;
}

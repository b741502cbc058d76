import { type Block, skipSpace, widthOf } from "./block";
import { htmlBlockEnd } from "./html-block";
import { lineEnds } from "./lines";

const TAB = 9;
const SPACE = 32;
const HASH = 35;
const ASTERISK = 42;
const PLUS = 43;
const HYPHEN = 45;
const EQUALS = 61;
const LESS = 60;
const GREATER = 62;
const BRACKET = 91;
const UNDERSCORE = 95;
const BACKTICK = 96;
const TILDE = 126;

/** What a run of lines is inside of; null between blocks. */
type Inside = { type: "fence"; mark: number; length: number; indent: number } | { type: "html"; until: string } | null;

export interface MarkdownScan {
  blocks: Block[];
  /** Where a fence or comment begins that is never closed, so that everything after it is inside; else null. */
  unclosedAt: number | null;
}

/**
 * Cuts Markdown into blocks (CommonMark 0.31 as far as changelogs need it: ATX and setext headings, bullets, fences,
 * HTML blocks, link definitions, thematic breaks, front matter). One pass over the characters; any text is accepted.
 */
export function scanMarkdown(text: string): MarkdownScan {
  const blocks: Block[] = [];
  const ends = lineEnds(text);
  let inside: Inside = null;
  let insideAt = 0;
  let open: Block | null = null;
  let openIndent = 0;
  let contentIndent = 0;
  let afterBlank = false;
  /** A paragraph of one line, which an underline would make a heading. */
  let titleLine: Block | null = null;
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const add = (kind: Block["kind"], end: number, next: number, level = 0, title = ""): Block => {
    const block = { kind, start, end, next, level, title };
    blocks.push(block);
    return block;
  };
  const frontMatter = frontMatterEnd(text, start);
  if (frontMatter) {
    add("passage", frontMatter.end, frontMatter.next);
    start = frontMatter.next;
  }
  for (let end = 0, next = 0; start < text.length; start = next) {
    end = ends.endOf(start);
    next = ends.nextOf(end);
    const first = skipSpace(text, start, end);
    const isBlank = first === end;
    if (isBlank) {
      if (inside?.type === "html" && inside.until === "") inside = null;
      if (!inside && open?.kind === "passage") open = null;
      titleLine = null;
      afterBlank = true;
      continue;
    }
    const wasBlank = afterBlank;
    afterBlank = false;
    const indent = first === start ? 0 : widthOf(text, start, first);
    const code = text.charCodeAt(first);

    if (inside && open) {
      const isDedented: boolean =
        inside.type === "fence" && open.kind === "entry" && inside.indent > openIndent && indent < inside.indent && indent <= openIndent;
      if (!isDedented) {
        if (inside.type === "html") {
          if (inside.until !== "" && text.slice(start, end).toLowerCase().includes(inside.until)) inside = null;
        } else if (code === inside.mark && closesFence(text, first, end, inside.mark, inside.length)) inside = null;
        extend(open, end, next);
        continue;
      }
      inside = null;
    }

    const bulletEnd = indent < 4 || open?.kind === "entry" ? bulletTextAt(text, first, end) : 0;
    const depth = indent - openIndent;
    if (open?.kind === "entry" && (bulletEnd > 0 ? depth > 1 : indent >= contentIndent)) {
      extend(open, end, next);
      inside = insideFrom(text, bulletEnd || first, end, indent);
      insideAt = start;
      titleLine = null;
      continue;
    }

    if (indent < 4) {
      if (code === HASH) {
        const title = atxTitle(text, first, end);
        if (title) {
          add("heading", end, next, title.level, title.text);
          open = titleLine = null;
          continue;
        }
      }
      if (titleLine && (code === EQUALS || code === HYPHEN) && isRunOf(text, first, end, code)) {
        const heading: Block = titleLine;
        heading.kind = "heading";
        heading.level = code === EQUALS ? 1 : 2;
        heading.title = text.slice(heading.start, heading.end).trim();
        extend(heading, end, next);
        open = titleLine = null;
        continue;
      }
      if ((code === HYPHEN || code === ASTERISK || code === UNDERSCORE) && isThematicBreak(text, first, end, code)) {
        add("rule", end, next);
        open = titleLine = null;
        continue;
      }
      if (bulletEnd > 0) {
        open = add("entry", end, next);
        openIndent = indent;
        contentIndent = indent + Math.min(widthOf(text, first, bulletEnd), 5);
        inside = insideFrom(text, bulletEnd, end, contentIndent);
        insideAt = start;
        titleLine = null;
        continue;
      }
      if (code === BRACKET && open?.kind !== "passage" && isLinkDefinition(text, first, end)) {
        add("definition", end, next);
        open = titleLine = null;
        continue;
      }
    }

    // A bullet goes on with what is indented under it, and with lazy lines that follow without a blank one.
    const continues: boolean = open !== null && (open.kind === "passage" || depth > 0 || !wasBlank);
    if (open && continues) {
      extend(open, end, next);
      titleLine = null;
    } else {
      open = add("passage", end, next);
      openIndent = indent;
      titleLine = indent < 4 && code !== GREATER && code !== LESS && code !== BACKTICK && code !== TILDE ? open : null;
    }
    inside = insideFrom(text, first, end, indent);
    insideAt = start;
    if (inside) titleLine = null;
  }
  const isUnclosed = inside !== null && (inside.type === "fence" || inside.until !== "");
  return { blocks, unclosedAt: isUnclosed ? insideAt : null };
}

function extend(block: Block, end: number, next: number) {
  block.end = end;
  block.next = next;
}

/** What a line opens that later lines are inside of: a fence or an HTML block. */
function insideFrom(text: string, first: number, end: number, indent: number): Inside {
  const code = text.charCodeAt(first);
  if (code === BACKTICK || code === TILDE) {
    const length = runLength(text, first, end, code);
    if (length < 3) return null;
    if (code === BACKTICK && text.slice(first + length, end).includes("`")) return null;
    return { type: "fence", mark: code, length, indent };
  }
  if (code !== LESS) return null;
  const until = htmlBlockEnd(text, first, end);
  return until === null ? null : { type: "html", until };
}

function closesFence(text: string, first: number, end: number, mark: number, length: number): boolean {
  const run = runLength(text, first, end, mark);
  return run >= length && skipSpace(text, first + run, end) === end;
}

function atxTitle(text: string, first: number, end: number): { level: number; text: string } | null {
  const level = runLength(text, first, end, HASH);
  if (level > 6) return null;
  const after = first + level;
  if (after === end) return { level, text: "" };
  const code = text.charCodeAt(after);
  if (code !== SPACE && code !== TAB) return null;
  let last = trimEnd(text, after, end);
  let closing = last;
  while (closing > after && text.charCodeAt(closing - 1) === HASH) closing--;
  const before = text.charCodeAt(closing - 1);
  if (closing < last && (before === SPACE || before === TAB)) last = trimEnd(text, after, closing);
  return { level, text: text.slice(after, last).trim() };
}

/** The offset of a bullet's text, or 0 when the line is no bullet: `* `, `- `, `+ `, `1. `, `1) `, then words. */
function bulletTextAt(text: string, first: number, end: number): number {
  const code = text.charCodeAt(first);
  let after = first + 1;
  if (code >= 48 && code <= 57) {
    while (after < end && after - first < 9 && isDigit(text.charCodeAt(after))) after++;
    const mark = text.charCodeAt(after);
    if (mark !== 46 && mark !== 41) return 0;
    after++;
  } else if (code !== ASTERISK && code !== HYPHEN && code !== PLUS) return 0;
  const words = skipSpace(text, after, end);
  return words > after && words < end ? words : 0;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isThematicBreak(text: string, first: number, end: number, mark: number): boolean {
  let count = 0;
  for (let i = first; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === mark) count++;
    else if (code !== SPACE && code !== TAB) return false;
  }
  return count >= 3;
}

function isRunOf(text: string, first: number, end: number, mark: number): boolean {
  return skipSpace(text, first + runLength(text, first, end, mark), end) === end;
}

/** `[label]: target`, the label not longer than a line of text can sensibly be. */
function isLinkDefinition(text: string, first: number, end: number): boolean {
  const close = text.indexOf("]:", first);
  if (close < first + 2 || close >= end || close - first > 1_000) return false;
  return skipSpace(text, close + 2, end) < end;
}

function runLength(text: string, first: number, end: number, mark: number): number {
  let at = first;
  while (at < end && text.charCodeAt(at) === mark) at++;
  return at - first;
}

function trimEnd(text: string, from: number, end: number): number {
  let last = end;
  while (last > from && (text.charCodeAt(last - 1) === SPACE || text.charCodeAt(last - 1) === TAB)) last--;
  return last;
}

/** Where YAML front matter at the very top ends; null when there is none. */
function frontMatterEnd(text: string, start: number): { end: number; next: number } | null {
  const ends = lineEnds(text);
  const firstEnd = ends.endOf(start);
  if (text.slice(start, Math.min(firstEnd, start + 4)) !== "---") return null;
  for (let at = ends.nextOf(firstEnd), lines = 0; at < text.length && lines < 1_000; lines++) {
    const end = ends.endOf(at);
    const line = text.slice(at, Math.min(end, at + 4));
    if (line === "---" || line === "...") return { end, next: ends.nextOf(end) };
    if (lines === 0 && !/^[\w"'#-]/.test(line)) return null;
    at = ends.nextOf(end);
  }
  return null;
}

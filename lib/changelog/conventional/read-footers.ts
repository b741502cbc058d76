import type { Footer } from "./commit";

export interface BodyAndFooters {
  body: string;
  footers: Footer[];
  /** The texts of the breaking-change footers, also of those that stand in the middle of the body. */
  breakingNotes: string[];
}

interface Paragraph {
  from: number;
  to: number;
}

const BREAKING = /^BREAKING[ -]CHANGE(?:: ?| (?=#))/;
const FOOTER = /^([A-Za-z][A-Za-z0-9-]{0,60})(?:: +| (?=#\d))/;
const CHERRY_PICKED = "(cherry picked from commit ";

/**
 * Divides the lines under a subject into body and footers. Footers are the last paragraphs made of
 * `Token: value` and `Token #value` lines; a `BREAKING CHANGE` line counts wherever it stands.
 */
export function readFooters(lines: string[]): BodyAndFooters {
  const paragraphs = listParagraphs(lines);
  let first = paragraphs.length;
  while (first > 0 && isFooterParagraph(lines, paragraphs[first - 1])) first--;
  const from = paragraphs[first]?.from ?? lines.length;
  const opened: { footer: Footer; further: string[] }[] = [];
  const body: string[] = [];
  let isOpen = false;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") isOpen = false;
    const footer: Footer | null = BREAKING.test(line) || index >= from || isOpen ? readFooter(line) : null;
    if (footer) opened.push({ footer, further: [] });
    else if (isOpen) opened.at(-1)?.further.push(line.trim());
    else if (index < from) body.push(line);
    isOpen ||= footer !== null;
  }
  const footers = opened.map(({ footer, further }) => ({ ...footer, value: [footer.value, ...further].join("\n").trim() }));
  const breakingNotes = footers.filter(({ token }) => isBreakingToken(token)).map(({ value }) => value);
  return { body: body.join("\n").trim(), footers, breakingNotes };
}

/** Reads the first line of a footer; null when the line starts none. */
export function readFooter(line: string): Footer | null {
  const breaking = BREAKING.exec(line);
  if (breaking) return { token: "BREAKING CHANGE", separator: ":", value: line.slice(breaking[0].length).trim() };
  const match = FOOTER.exec(line);
  const token = match?.[1];
  if (!match || !token) return null;
  const value = line.slice(match[0].length).trim();
  return match[0].includes(":") ? { token, separator: ":", value } : { token, separator: "#", value: value.slice(1) };
}

function isBreakingToken(token: string): boolean {
  return token === "BREAKING CHANGE";
}

function listParagraphs(lines: string[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let open: Paragraph | null = null;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") open = null;
    else if (open) open.to = index + 1;
    else {
      open = { from: index, to: index + 1 };
      paragraphs.push(open);
    }
  }
  return paragraphs;
}

function isFooterParagraph(lines: string[], paragraph: Paragraph | undefined): boolean {
  if (!paragraph) return false;
  let footer: Footer | null = null;
  for (let index = paragraph.from; index < paragraph.to; index++) {
    const line = lines[index] ?? "";
    const started = readFooter(line);
    const continues = footer !== null && (isBreakingToken(footer.token) || line.startsWith(" ") || line.startsWith("\t"));
    if (!started && !continues && !line.startsWith(CHERRY_PICKED)) return false;
    footer = started ?? footer;
  }
  return true;
}

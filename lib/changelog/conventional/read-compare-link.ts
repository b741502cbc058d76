import { linesOf } from "@/lib/changelog/lines";
import type { Section } from "@/lib/changelog/parse-changelog";

/** A link that compares two tags; `[start, end)` is its address in the text. */
export interface CompareLink {
  /** The tag the range begins at, which the release before it should have. */
  base: string;
  target: string;
  url: string;
  /** `definition`: a `[1.2.0]: …` line elsewhere in the file, as Keep a Changelog has it. */
  from: "heading" | "definition";
  start: number;
  end: number;
}

interface Address {
  url: string;
  start: number;
  end: number;
}

const LONGEST_LINE = 2000;

/**
 * The compare link of a section, in its heading or by a link definition; null when it has none. Pass the
 * definitions when reading many sections of one file.
 */
export function readCompareLink(
  text: string,
  { heading }: Pick<Section, "heading">,
  definitions?: ReadonlyMap<string, Address>,
): CompareLink | null {
  const line = text.slice(heading.start, Math.min(heading.end, heading.start + LONGEST_LINE));
  const inline = findInlineAddress(line, heading.start);
  const own = inline && toCompareLink(inline, "heading");
  if (own) return own;
  const label = findLabel(line);
  const defined = label === null ? undefined : (definitions ?? listLinkDefinitions(text)).get(label);
  return defined ? toCompareLink(defined, "definition") : null;
}

/** The link definitions of a Markdown text by their labels in lower case; the first of a label counts. */
export function listLinkDefinitions(text: string): Map<string, Address> {
  const definitions = new Map<string, Address>();
  for (const { start, end } of linesOf(text)) {
    if (text.charAt(start) !== "[") continue;
    const line = text.slice(start, Math.min(end, start + LONGEST_LINE));
    const close = line.indexOf("]:");
    const label = line.slice(1, close).toLowerCase();
    if (close < 2 || definitions.has(label)) continue;
    const from = start + close + 2 + (line.slice(close + 2).length - line.slice(close + 2).trimStart().length);
    const url = text.slice(from, start + line.length).split(/[ \t]/, 1)[0] ?? "";
    if (url !== "") definitions.set(label, { url, start: from, end: from + url.length });
  }
  return definitions;
}

function findInlineAddress(line: string, offset: number): Address | null {
  const open = line.indexOf("](");
  const close = open < 0 ? -1 : line.indexOf(")", open);
  if (close < 0) return null;
  return { url: line.slice(open + 2, close), start: offset + open + 2, end: offset + close };
}

/** `1.2.0` of `## [1.2.0] - 2026-01-31`, and `link` of `## [1.2.0][link]`. */
function findLabel(line: string): string | null {
  const open = line.indexOf("[");
  const close = open < 0 ? -1 : line.indexOf("]", open);
  if (close < 0) return null;
  const label = line.slice(open + 1, close).toLowerCase();
  const second = line.charAt(close + 1) === "[" ? line.indexOf("]", close + 2) : -1;
  return second < 0 ? label : line.slice(close + 2, second).toLowerCase() || label;
}

/** Any host; three dots or two; tags may be percent-encoded. */
function toCompareLink({ url, start, end }: Address, from: CompareLink["from"]): CompareLink | null {
  const marker = "/compare/";
  const at = url.lastIndexOf(marker);
  if (at < 0) return null;
  const range = url.slice(at + marker.length).split(/[?#]/, 1)[0] ?? "";
  const dots = range.includes("...") ? "..." : "..";
  const middle = range.indexOf(dots);
  const base = decode(range.slice(0, Math.max(0, middle)));
  const target = decode(range.slice(middle + dots.length));
  return middle < 0 || base === "" || target === "" ? null : { base, target, url, from, start, end };
}

function decode(tag: string): string {
  try {
    return decodeURIComponent(tag);
  } catch {
    return tag;
  }
}

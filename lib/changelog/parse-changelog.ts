import type { Version } from "@/lib/releases/version";
import type { Block, Markup } from "./block";
import { detectMarkup } from "./detect-markup";
import { type Dialect, detectDialect } from "./dialect";
import { scanMarkdown } from "./scan-markdown";
import { scanRst } from "./scan-rst";
import { readVersionHeading, type VersionHeading } from "./version-heading";

/** The part of a changelog that belongs to one version; offsets into the changelog's text. */
export interface Section {
  /** Null for "Unreleased" and for versions Slipway cannot order. */
  version: Version | null;
  /** The version as the heading writes it, or "Unreleased". */
  label: string;
  /** What the section belongs to: the package its heading names, and the heading above it. Two scopes never mix. */
  scope: string;
  /** ISO day, or null; `dateText` is how the heading writes it. */
  date: string | null;
  dateText: string | null;
  heading: Block;
  /** Where its heading begins, or the anchor that stands directly above it. */
  start: number;
  /** Where the next section, a heading of a higher level, or the file's closing link definitions begin. */
  end: number;
  /** Its blocks after the heading, as a range of {@link Changelog.blocks}. */
  firstBlock: number;
  endBlock: number;
}

export interface Changelog {
  text: string;
  markup: Markup;
  dialect: Dialect;
  blocks: Block[];
  sections: Section[];
  /** Where a fence or comment begins that is never closed; null when all are. */
  unclosedAt: number | null;
}

const LOWEST_LEVEL = 3;
const ANCHOR = /^(?:<a (?:name|id)=["'][^"'<>]{1,200}["'] ?\/?>(?:<\/a>)?|\.\. _[^:\n]{1,200}:)$/;

/**
 * Reads a changelog as blocks and sections over its own text; nothing is copied or normalised, so rendering is the
 * text itself (`renderChangelog(parseChangelog(x)) === x` for any input). `path` helps to tell Markdown from RST.
 */
export function parseChangelog(text: string, path = ""): Changelog {
  const markup = detectMarkup(text, path);
  const { blocks, unclosedAt } = markup === "rst" ? { blocks: scanRst(text), unclosedAt: null } : scanMarkdown(text);
  const sections = findSectionStarts(blocks);
  closeSections(text, blocks, sections);
  const titles = sections.map(({ heading }) => heading.title);
  return { text, markup, blocks, sections, unclosedAt, dialect: detectDialect(text, blocks, titles, markup) };
}

/** The text of a parsed changelog: exactly what was parsed. */
export function renderChangelog(changelog: Changelog): string {
  return changelog.text;
}

/** All sections of a version, in file order: a heading may stand twice. */
export function findSections(changelog: Changelog, version: Version): Section[] {
  return changelog.sections.filter((section) => section.version?.text === version.text);
}

/** The blocks of a section after its heading. */
export function blocksOf(changelog: Changelog, section: Section): Block[] {
  return changelog.blocks.slice(section.firstBlock, section.endBlock);
}

/** The headings that open sections; those that name a package count only in a file that has no others. */
function findSectionStarts(blocks: Block[]): Section[] {
  const plain: Section[] = [];
  const named: Section[] = [];
  /** The last heading of each level that is no version heading, forgotten when one above it comes. */
  let above: string[] = [];
  for (const [index, heading] of blocks.entries()) {
    if (heading.kind !== "heading") continue;
    const read = heading.level <= LOWEST_LEVEL ? readVersionHeading(heading.title) : null;
    if (read) (read.packageName === "" ? plain : named).push(toSection(heading, index, read, above.slice(0, heading.level).join("")));
    if (read?.packageName !== "") {
      above = above.slice(0, heading.level);
      for (let level = 0; level < heading.level; level++) above[level] ??= "";
      above[heading.level] = heading.title;
    }
  }
  return named.length === 0 || plain.some(({ label }) => label !== "Unreleased") ? plain : named;
}

function toSection(heading: Block, index: number, read: VersionHeading, above: string): Section {
  const { version, label, date, dateText } = read;
  const scope = `${read.packageName}|${above}`;
  const { start, next: end } = heading;
  return { version, label, scope, date, dateText, heading, start, end, firstBlock: index + 1, endBlock: index + 1 };
}

/** Finds where each section ends, from the last to the first, so that every heading is looked at once. */
function closeSections(text: string, blocks: Block[], sections: Section[]): void {
  let footer = blocks.length;
  while (footer > 0 && blocks[footer - 1]?.kind === "definition") footer--;
  const nextOfLevel: number[] = [];
  const starts = new Map(sections.map((section) => [section.firstBlock - 1, section]));
  // Where patches are headed one level below (conventional-changelog), their categories have the same level as they.
  const usualLevel = sections.reduce((lowest, { heading }) => Math.min(lowest, heading.level), LOWEST_LEVEL);
  let nextStart = footer;
  for (let index = footer - 1; index >= 0; index--) {
    const heading = blocks[index];
    if (heading?.kind !== "heading") continue;
    const section = starts.get(index);
    if (section) {
      let endBlock = nextStart;
      const endingLevel = heading.level === usualLevel ? heading.level : heading.level - 1;
      for (let level = 1; level <= endingLevel; level++) endBlock = Math.min(endBlock, nextOfLevel[level] ?? footer);
      section.endBlock = Math.max(endBlock, section.firstBlock);
      const first = index - anchorsBefore(text, blocks, index);
      section.start = blocks[first]?.start ?? heading.start;
      nextStart = first;
    }
    nextOfLevel[heading.level] = index;
  }
  for (const section of sections) section.end = Math.max(section.heading.next, blocks[section.endBlock]?.start ?? text.length);
}

/** How many anchors (`<a name="v1">`, `.. _v1:`) stand directly before a heading: they belong to what they name. */
function anchorsBefore(text: string, blocks: Block[], index: number): number {
  let count = 0;
  for (let block = blocks[index - 1]; block?.kind === "passage"; block = blocks[index - 1 - count]) {
    if (block.end - block.start > 300 || !ANCHOR.test(text.slice(block.start, block.end).trim())) break;
    count++;
  }
  return count;
}

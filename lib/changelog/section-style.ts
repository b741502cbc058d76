import { isSameRelease } from "@/lib/releases/version";
import type { Block, Markup } from "./block";
import { dominantLineEnd, linesOf } from "./lines";
import { blocksOf, type Changelog, type Section } from "./parse-changelog";
import { categoryLevelOf, withoutClosingRules } from "./parse-section";

/** How a file writes its sections; read from the file, so that what is written looks like its neighbours. */
export interface SectionStyle {
  lineEnd: string;
  /** A heading of a category, or of a subsection one level below, without its line end. */
  writeHeading: (kind: "category" | "subsection", title: string) => string;
  /** Blank lines after the version heading, after a category heading, before the next category, between bullets. */
  afterHeading: number;
  afterCategory: number;
  betweenCategories: number;
  betweenEntries: number;
  /** Blank lines between a subsection's heading and its description, the description and the first bullet, and the
   * heading and the first bullet where there is no description. */
  afterSubsection: number;
  afterDescription: number;
  beforeFlatEntry: number;
}

/** The style of Markdown that stands alone, as a GitHub Release body does. */
export function plainStyle(lineEnd: string): SectionStyle {
  const writeHeading: SectionStyle["writeHeading"] = (kind, title) => `${kind === "category" ? "###" : "####"} ${title}`;
  return {
    lineEnd,
    writeHeading,
    afterHeading: 0,
    afterCategory: 0,
    betweenCategories: 1,
    betweenEntries: 0,
    afterSubsection: 0,
    afterDescription: 1,
    beforeFlatEntry: 0,
  };
}

/** Reads the style for a section: from itself, else from the other sections of its release, else from the newest ones. */
export function readStyle(changelog: Changelog, target: Section): SectionStyle {
  const lineEnd = dominantLineEnd(changelog.text);
  const version = target.version;
  const neighbours = changelog.sections.filter((s) => s !== target && version && s.version && isSameRelease(s.version, version));
  // The section itself may be empty or already grouped, so its flat neighbours are asked too; the nearest wins.
  const asked = [target, ...neighbours, ...changelog.sections.slice(0, 20)];
  const seen = asked.map((section) => measureSpacing(changelog, section)).find((spacing) => spacing !== null);
  const grouped = asked.map((section) => measureSubsections(changelog, section)).find((spacing) => spacing !== null);
  const ownLevel = categoryLevelOf(blocksOf(changelog, target));
  const level = ownLevel < Number.MAX_SAFE_INTEGER ? ownLevel : target.heading.level + 1;
  return {
    ...plainStyle(lineEnd),
    afterHeading: 1,
    ...seen,
    ...grouped,
    writeHeading: (kind, title) => writeHeading(changelog, kind === "category" ? level : level + 1, title, lineEnd),
  };
}

function measureSpacing(changelog: Changelog, section: Section): Partial<SectionStyle> | null {
  const blocks = [section.heading, ...withoutClosingRules(blocksOf(changelog, section))];
  const categoryLevel = categoryLevelOf(blocks.slice(1));
  const isCategory = (block: Block | undefined) => block?.kind === "heading" && block.level === categoryLevel;
  const blanksAfter = (index: number) => countBlanks(changelog.text, blocks, index);
  const category = blocks.findIndex((block, index) => index > 0 && isCategory(block));
  if (category < 0 || blocks[category + 1]?.kind !== "entry") return null;
  const second = blocks.findIndex((block, index) => index > category && isCategory(block));
  const pairs = blocks.flatMap((block, index) =>
    block.kind === "entry" && blocks[index + 1]?.kind === "entry" ? [blanksAfter(index)] : [],
  );
  return {
    afterHeading: blanksAfter(0),
    afterCategory: blanksAfter(category),
    betweenCategories: second < 0 ? 1 : blanksAfter(second - 1),
    betweenEntries: pairs.length > 0 && pairs.every((count) => count > 0) ? pairs.reduce((a, b) => Math.min(a, b)) : 0,
  };
}

/** The spacing of the first subsections of a section: A50 unless the file has another habit. */
function measureSubsections(changelog: Changelog, section: Section): Partial<SectionStyle> | null {
  const blocks = withoutClosingRules(blocksOf(changelog, section));
  const level = categoryLevelOf(blocks) + 1;
  const kinds = blocks.map(({ kind, level: own }) => (kind === "heading" && own === level ? "subsection" : kind));
  const described = kinds.findIndex((kind, at) => kind === "subsection" && kinds[at + 1] === "passage" && kinds[at + 2] === "entry");
  const flat = kinds.findIndex((kind, at) => kind === "subsection" && kinds[at + 1] === "entry");
  if (described < 0 && flat < 0) return null;
  const blanksAfter = (index: number) => countBlanks(changelog.text, blocks, index);
  return {
    ...(described >= 0 && { afterSubsection: blanksAfter(described), afterDescription: blanksAfter(described + 1) }),
    ...(flat >= 0 && { beforeFlatEntry: blanksAfter(flat) }),
  };
}

/** Blank lines between a block and the next. */
function countBlanks(text: string, blocks: Block[], index: number): number {
  const [a, b] = [blocks[index], blocks[index + 1]];
  return a && b ? [...linesOf(text.slice(a.next, b.start))].length : 0;
}

const RST_UNDERLINES = "=-~^\"'";

/** Writes a heading as the file writes others of its level: `###`, or a title with a line under (and over) it. */
function writeHeading({ text, blocks, markup }: Changelog, level: number, title: string, lineEnd: string): string {
  const example = blocks.find((block) => block.kind === "heading" && block.level === level);
  const lines = example ? [...linesOf(text.slice(example.start, example.end))].map(({ start }) => text.charAt(example.start + start)) : [];
  if (markup === "markdown" && lines.length < 2) return `${"#".repeat(Math.min(level, 6))} ${title}`;
  const mark = lines.at(-1) ?? unusedUnderline(text, blocks, markup);
  const line = mark.repeat(Math.max(title.length, widthOfTitle(title), 3));
  return lines.length === 3 ? `${line}${lineEnd}${title}${lineEnd}${line}` : `${title}${lineEnd}${line}`;
}

function unusedUnderline(text: string, blocks: Block[], markup: Markup): string {
  const used = new Set(blocks.filter(({ kind }) => kind === "heading").map(({ end }) => text.charAt(end - 1)));
  return markup === "rst" ? ([...RST_UNDERLINES].find((mark) => !used.has(mark)) ?? "~") : "-";
}

/** Columns a title takes: wide East Asian characters take two (docutils measures underlines so). */
function widthOfTitle(title: string): number {
  let width = 0;
  for (const character of title)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(character) ? 2 : 1;
  return width;
}

/** Draws the lines under and over a reStructuredText title anew, as long as the title is now. */
export function fitUnderline(heading: string, lineEnd: string): string {
  const lines = [...linesOf(heading)].map(({ start, end }) => heading.slice(start, end));
  const isAdornment = (line: string) => line.length > 1 && line === line.charAt(0).repeat(line.length) && !/[\p{L}\p{N}]/u.test(line);
  const title = lines.findLast((line) => !isAdornment(line)) ?? "";
  return lines.map((line) => (isAdornment(line) ? line.charAt(0).repeat(widthOfTitle(title)) : line)).join(lineEnd);
}

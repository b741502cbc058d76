import { isBlank, linesOf } from "./lines";
import type { Changelog, Section } from "./parse-changelog";
import { indentOf, scanHeadings } from "./scan-headings";

/** Something inside a section: a bullet, or anything else that somebody wrote there. Offsets into the text. */
export interface SectionItem {
  kind: "entry" | "passage";
  start: number;
  /** Ends before the line end of its last line; the blank lines after it belong to nobody. */
  end: number;
}

export interface SectionGroup {
  /** Null for what stands directly under the category. */
  title: string | null;
  /** The paragraph between the subsection's heading and its first bullet; null if there is none. */
  description: (SectionItem & { text: string }) | null;
  items: SectionItem[];
}

export interface SectionCategory {
  /** Null for bullets that stand directly under the version heading (A33). */
  title: string | null;
  groups: SectionGroup[];
}

/** Reads one section's categories, subsections, entries and everything else, by offsets into the file. */
export function parseSection(changelog: Changelog, section: Section): SectionCategory[] {
  const { text } = changelog;
  const headings = scanHeadings(text, section.heading.end, section.end);
  const categoryLevel = Math.min(7, ...headings.filter((h) => h.level > section.heading.level).map((h) => h.level));
  const categories: SectionCategory[] = [{ title: null, groups: [{ title: null, description: null, items: [] }] }];
  let from = section.heading.end;
  for (const heading of [...headings, null]) {
    const group = lastGroup(categories);
    addItems(group, text, from, heading?.start ?? section.end);
    if (!heading) break;
    from = heading.end;
    if (heading.level <= categoryLevel) {
      categories.push({ title: heading.title, groups: [{ title: null, description: null, items: [] }] });
    } else if (heading.level === categoryLevel + 1) {
      categories.at(-1)?.groups.push({ title: heading.title, description: null, items: [] });
    } else {
      group.items.push({ kind: "passage", start: heading.start, end: withoutLineEnd(text, heading.start, heading.end) });
    }
  }
  return categories.filter(({ title, groups }) => title !== null || groups.some(({ items }) => items.length > 0));
}

function lastGroup(categories: SectionCategory[]): SectionGroup {
  const group = categories.at(-1)?.groups.at(-1);
  if (!group) throw new Error("a category always has a group");
  return group;
}

function addItems(group: SectionGroup, text: string, from: number, to: number) {
  const items = scanItems(text, from, to);
  const [first] = items;
  const isDescription =
    group.title !== null &&
    group.items.length === 0 &&
    first?.kind === "passage" &&
    !/^\s*(?:<|!\[|\||`|~|>)/.test(text.slice(first.start, first.end));
  if (isDescription && first) group.description = { ...first, text: text.slice(first.start, first.end).trim() };
  group.items.push(...(isDescription ? items.slice(1) : items));
}

/** Bullets with their continuation lines, and passages between them. Fences and comments stay in one piece. */
function scanItems(text: string, from: number, to: number): SectionItem[] {
  const items: SectionItem[] = [];
  let item: SectionItem | null = null;
  let bulletIndent = 0;
  let afterBlank = false;
  let fence: string | null = null;
  let inComment = false;
  for (const { start, end } of linesOf(text, from, to)) {
    if (isBlank(text, start, end)) {
      if (!fence && !inComment && item?.kind === "passage") item = null;
      afterBlank = true;
      continue;
    }
    const line = text.slice(start, end);
    const indent = indentOf(line);
    const isBullet = /^[ \t]*(?:[*+-]|\d{1,9}[.)])[ \t]+\S/.test(line) && indent < 4;
    const continues: boolean =
      item !== null && (fence !== null || inComment || continuesItem(item.kind, isBullet, indent - bulletIndent, afterBlank));
    if (!continues) {
      item = { kind: isBullet ? "entry" : "passage", start, end };
      bulletIndent = indent;
      items.push(item);
    }
    if (item) item.end = end;
    const mark = inComment ? undefined : /^[ \t]*(?:(?:[*+-]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark) fence = fence === null ? mark : mark.startsWith(fence) ? null : fence;
    else if (inComment || /^ {0,3}<!--/.test(line)) inComment = line.lastIndexOf("-->") < line.lastIndexOf("<!--") || !line.includes("-->");
    afterBlank = false;
  }
  return items;
}

/** A bullet goes on with what is indented under it, and with lazy lines that follow without a blank one (CommonMark). */
function continuesItem(kind: SectionItem["kind"], isBullet: boolean, depth: number, afterBlank: boolean): boolean {
  if (kind === "passage") return !isBullet;
  return isBullet ? depth > 1 : depth > 0 || !afterBlank;
}

function withoutLineEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && /[\r\n]/.test(text.charAt(last - 1))) last--;
  return last;
}

import type { Block } from "./block";
import { blocksOf, type Changelog, type Section } from "./parse-changelog";

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
  heading: Block | null;
  /** The paragraph between the subsection's heading and its first bullet; null if there is none. */
  description: (SectionItem & { text: string }) | null;
  items: SectionItem[];
}

export interface SectionCategory {
  /** Null for bullets that stand directly under the version heading (A33). */
  title: string | null;
  heading: Block | null;
  groups: SectionGroup[];
}

/** Reads one section's categories, subsections, entries and everything else, by offsets into the file. */
export function parseSection(changelog: Changelog, section: Section): SectionCategory[] {
  const blocks = withoutClosingRules(blocksOf(changelog, section));
  const categoryLevel = categoryLevelOf(blocks);
  let group = emptyGroup(null);
  let category: SectionCategory = { title: null, heading: null, groups: [group] };
  const categories = [category];
  for (const block of blocks) {
    if (block.kind === "heading" && block.level <= categoryLevel + 1) {
      group = emptyGroup(block.level > categoryLevel ? block : null);
      if (block.level > categoryLevel) category.groups.push(group);
      else {
        category = { title: block.title, heading: block, groups: [group] };
        categories.push(category);
      }
      continue;
    }
    const { start, end } = block;
    const item: SectionItem = { kind: block.kind === "entry" ? "entry" : "passage", start, end };
    if (block.kind === "passage" && isDescription(changelog.text, group, item))
      group.description = { ...item, text: changelog.text.slice(start, end).trim() };
    else group.items.push(item);
  }
  return categories.filter(({ title, groups }) => title !== null || groups.some(({ items }) => items.length > 0));
}

/** The level of the highest heading among blocks: that of the categories. Past all levels when there is none. */
export function categoryLevelOf(blocks: Block[]): number {
  let level = Number.MAX_SAFE_INTEGER;
  for (const block of blocks) if (block.kind === "heading" && block.level < level) level = block.level;
  return level;
}

/** A line across the page at the end of a section parts it from the next one; it is no text of its own. */
export function withoutClosingRules(blocks: Block[]): Block[] {
  let length = blocks.length;
  while (length > 0 && blocks[length - 1]?.kind === "rule") length--;
  return length === blocks.length ? blocks : blocks.slice(0, length);
}

function emptyGroup(heading: Block | null): SectionGroup {
  return { title: heading?.title ?? null, heading, description: null, items: [] };
}

/** The first paragraph under a subsection's heading describes it; tables, pictures, code and quotes do not. */
function isDescription(text: string, group: SectionGroup, item: SectionItem): boolean {
  if (group.title === null || group.description || group.items.length > 0) return false;
  return !/^\s{0,9}(?:<|!\[|\||`|~|>)/.test(text.slice(item.start, item.start + 12));
}

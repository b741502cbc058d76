import { compareVersions, isSameRelease, type Version } from "@/lib/releases/version";
import { consolidatedSections } from "./consolidate";
import { dominantLineEnd, isBlank, linesOf } from "./lines";
import { type Category, type Notes, otherTitle } from "./notes";
import type { Changelog, Section } from "./parse-changelog";
import { scanHeadings } from "./scan-headings";

/** How a file spaces its sections; read from the file so that a written section looks like its neighbours. */
interface SectionStyle {
  lineEnd: string;
  categoryMark: string;
  /** Blank lines after the version heading, after a category heading, and before the next category. */
  afterHeading: number;
  afterCategory: number;
  betweenCategories: number;
}

/**
 * Writes the notes into the file: the final's section gets the new text, the candidates' sections go (A44, A45),
 * every other byte stays. Without a section of its own the final is written where its newest candidate stood.
 * Null when the file has no section to write to.
 */
export function renderNotes(changelog: Changelog, version: Version, notes: Notes, date: string): string | null {
  const sources = consolidatedSections(changelog, version);
  const own = sources.find((section) => section.version?.text === version.text);
  const target = own ?? newestOf(sources);
  if (!target) return null;
  const style = readStyle(changelog, target);
  const heading = own ? changelog.text.slice(own.start, own.heading.end) : renderHeading(changelog, target, version, date);
  // A section that becomes the last of the file ends as the file ended.
  const last = sources.at(-1) ?? target;
  const becomesLast =
    last.end === changelog.text.length &&
    !changelog.sections.some(
      ({ start }) => start > target.start && start < last.start && !sources.some((source) => source.start === start),
    );
  const tail = trailingBlank(changelog.text, becomesLast ? last : target);
  const written = withLineEnd(heading, style.lineEnd) + renderBody(notes, style) + tail;
  let text = "";
  let from = 0;
  for (const section of sources) {
    text += changelog.text.slice(from, section.start);
    if (section === target) text += written;
    from = section.end;
  }
  return text + changelog.text.slice(from);
}

/** The body of one section, without its heading; used for the preview and for release notes. */
export function renderNotesBody(notes: Notes, lineEnd = "\n"): string {
  return renderBody(notes, { lineEnd, categoryMark: "###", afterHeading: 0, afterCategory: 0, betweenCategories: 1 });
}

function renderBody(notes: Notes, style: SectionStyle): string {
  const { lineEnd } = style;
  const blank = (count: number) => lineEnd.repeat(count);
  const written = notes.categories.filter((category) => category.subsections.length > 0 || category.ungroupedIds.length > 0);
  if (written.length === 0) return `${blank(style.afterHeading)}No significant changes.${lineEnd}`;
  const parts = written.map((category) => {
    const body = renderCategory(category, notes, style);
    return category.title === null
      ? body
      : `${style.categoryMark} ${category.title}${lineEnd}${blank(category.subsections.length > 0 ? 1 : style.afterCategory)}${body}`;
  });
  return blank(style.afterHeading) + parts.join(blank(style.betweenCategories));
}

/** A50: `#### Title`, its description, a blank line, the bullets; `Other …` last, without description. */
function renderCategory(category: Category, notes: Notes, style: SectionStyle): string {
  const { lineEnd } = style;
  // What stood between the heading and the first bullet stays there.
  const firstEntry = category.ungroupedIds.findIndex((id) => notes.entries[id]?.kind !== "passage");
  const introIds = category.subsections.length > 0 ? category.ungroupedIds.slice(0, firstEntry < 0 ? undefined : firstEntry) : [];
  const restIds = category.ungroupedIds.slice(introIds.length);
  const intro = introIds.length > 0 ? [renderEntries(introIds, notes, lineEnd)] : [];
  const parts = category.subsections.map(({ title, description, entryIds }) => {
    const lead = description.trim() === "" ? "" : description.trim().replace(/\r\n?|\n/g, lineEnd) + lineEnd + lineEnd;
    return `${style.categoryMark}# ${title}${lineEnd}${lead}${renderEntries(entryIds, notes, lineEnd)}`;
  });
  if (restIds.length > 0) {
    const entries = renderEntries(restIds, notes, lineEnd);
    parts.push(category.subsections.length > 0 ? `${style.categoryMark}# ${otherTitle(category)}${lineEnd}${entries}` : entries);
  }
  return [...intro, ...parts].join(lineEnd);
}

function renderEntries(ids: string[], notes: Notes, lineEnd: string): string {
  let text = "";
  let previous: string | null = null;
  for (const id of ids) {
    const entry = notes.entries[id];
    if (!entry) continue;
    if (previous !== null && (previous === "passage" || entry.kind === "passage")) text += lineEnd;
    text += entry.raw + lineEnd;
    previous = entry.kind;
  }
  return text;
}

function newestOf(sections: Section[]): Section | undefined {
  return [...sections].sort((a, b) => (a.version && b.version ? compareVersions(b.version, a.version) : 0))[0];
}

/** A heading for a final that has none yet: its newest candidate's, with version and date exchanged. */
function renderHeading(changelog: Changelog, model: Section, version: Version, date: string): string {
  const raw = changelog.text.slice(model.start, model.heading.end);
  const renamed = model.version ? raw.replaceAll(model.version.text, version.text) : raw;
  return model.date ? renamed.replaceAll(model.date, date) : renamed;
}

function readStyle(changelog: Changelog, target: Section): SectionStyle {
  const { text } = changelog;
  const lineEnd = dominantLineEnd(text);
  const style = {
    lineEnd,
    categoryMark: "#".repeat(categoryLevelOf(text, target)),
    afterHeading: 1,
    afterCategory: 0,
    betweenCategories: 1,
  };
  // The section itself may be empty or already grouped, so its flat neighbours are asked too; the nearest wins.
  const version = target.version;
  const neighbours = changelog.sections.filter((s) => s !== target && version && s.version && isSameRelease(s.version, version));
  for (const section of [target, ...neighbours, ...changelog.sections.slice(0, 20)]) {
    const seen = measure(text, section, style.categoryMark);
    if (seen) return { ...style, ...seen };
  }
  return style;
}

/** The level of the categories a section has; one below its own heading when it has none yet. */
function categoryLevelOf(text: string, section: Section): number {
  const levels = scanHeadings(text, section.heading.end, section.end).flatMap(({ level }) =>
    level > section.heading.level ? [level] : [],
  );
  return levels.length > 0 ? Math.min(...levels) : section.heading.level + 1;
}

function measure(
  text: string,
  section: Section,
  mark: string,
): Pick<SectionStyle, "afterHeading" | "afterCategory" | "betweenCategories"> | null {
  const lines = [...linesOf(text, section.heading.end, section.end)].map(({ start, end }) => ({
    blank: isBlank(text, start, end),
    content: text.slice(start, end),
  }));
  const isCategory = (content: string) => content.startsWith(`${mark} `);
  const first = lines.findIndex(({ blank }) => !blank);
  const category = lines.findIndex(({ content }) => isCategory(content));
  if (first < 0 || category < 0) return null;
  const blanksFrom = (index: number, step: 1 | -1) => {
    let count = 0;
    while (lines[index + step * (count + 1)]?.blank) count++;
    return count;
  };
  const next = lines[category + 1 + blanksFrom(category, 1)];
  if (!next || next.content.startsWith(`${mark}#`)) return null;
  const second = lines.findIndex(({ content }, index) => index > category && isCategory(content));
  return {
    afterHeading: first,
    afterCategory: blanksFrom(category, 1),
    betweenCategories: second < 0 ? 1 : blanksFrom(second, -1),
  };
}

/** The blank lines that close a section; a section at the end of a file may have none. */
function trailingBlank(text: string, section: Section): string {
  const body = text.slice(section.heading.end, section.end);
  const content = body.replace(/[ \t\r\n]+$/, "");
  const rest = body.slice(content.length);
  const firstLineEnd = /^[ \t]*(?:\r\n|\r|\n)/.exec(rest);
  return content === "" ? dominantLineEnd(text) : firstLineEnd ? rest.slice(firstLineEnd[0].length) : "";
}

function withLineEnd(text: string, lineEnd: string): string {
  return /[\r\n]$/.test(text) ? text : text + lineEnd;
}

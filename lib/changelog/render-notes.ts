import { compareVersions, type Version } from "@/lib/releases/version";
import { consolidatedSections, isOtherTitle } from "./consolidate";
import { categoryKey } from "./identity";
import { dominantLineEnd } from "./lines";
import { type Category, type Notes, otherTitle } from "./notes";
import { blocksOf, type Changelog, type Section } from "./parse-changelog";
import { parseSection, withoutClosingRules } from "./parse-section";
import { fitUnderline, plainStyle, readStyle, type SectionStyle } from "./section-style";

/** Something that is written: what it is decides how far it stands from its neighbours. */
interface Piece {
  kind: "heading" | "category" | "subsection" | "description" | "entry" | "passage";
  text: string;
  /** What stands in the file, where somebody wrote other words: an edited entry keeps its place among its neighbours. */
  original?: string;
}

/**
 * Writes the notes into the file: the final's section gets the new text, the candidates' sections go (A44, A45),
 * every other byte stays. Two things that stood next to each other in the section and still do keep the bytes
 * between them, so an edit changes only what it edits. Without a section of its own the final is written where its
 * newest candidate stood. Null when the file has no section to write to.
 */
export function renderNotes(changelog: Changelog, version: Version, notes: Notes, date: string): string | null {
  const sources = consolidatedSections(changelog, version);
  const own = sources.find((section) => section.version?.text === version.text);
  const target = own ?? newestOf(sources);
  if (!target) return null;
  const style = readStyle(changelog, target);
  const heading = own ? changelog.text.slice(own.start, own.heading.end) : renameHeading(changelog, target, version, date, style.lineEnd);
  const known = own ? readOwnSection(changelog, own) : null;
  const layout = readLayout(changelog, sources);
  const pieces: Piece[] = [{ kind: "heading", text: heading }, ...listPieces(notes, style, known)];
  const written = joinPieces(pieces, style, layout) + tailOf(changelog, endsFile(changelog, sources, target) ?? target);
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
  const style = plainStyle(lineEnd);
  return joinPieces(listPieces(notes, style, null), style, { gaps: new Map(), exact: new Map() }) + lineEnd;
}

/** What the section that is written over says about itself beyond its entries. */
interface OwnSection {
  isEmpty: boolean;
  /** Categories that were empty already: they stay. */
  emptyKeys: Set<string>;
  /** Categories whose ungrouped entries stand before their subsections, without a heading: they stay there. */
  flatFirstKeys: Set<string>;
  /** The exact headings, by category and subsection title. */
  headings: Map<string, string>;
}

function readOwnSection(changelog: Changelog, section: Section): OwnSection {
  const { text } = changelog;
  const headings = new Map<string, string>();
  const emptyKeys = new Set<string>();
  const flatFirstKeys = new Set<string>();
  for (const category of parseSection(changelog, section)) {
    const key = categoryKey(category.title);
    if (category.heading) headings.set(key, text.slice(category.heading.start, category.heading.end));
    if (category.groups.every(({ title, items }) => title === null && items.length === 0)) emptyKeys.add(key);
    const hasOther = category.groups.some(({ title }) => title !== null && isOtherTitle(title, category.title));
    if (category.groups.length > 1 && !hasOther && category.groups[0]?.items.some(({ kind }) => kind === "entry")) flatFirstKeys.add(key);
    for (const { heading } of category.groups) {
      if (!heading) continue;
      const name = isOtherTitle(heading.title, category.title) ? "other" : heading.title;
      headings.set(`${key}|${name}`, text.slice(heading.start, heading.end));
    }
  }
  return { isEmpty: withoutClosingRules(blocksOf(changelog, section)).length === 0, emptyKeys, flatFirstKeys, headings };
}

/** The bytes of the sections that are written over: what stands between two neighbours, and each text untrimmed. */
interface Layout {
  gaps: Map<string, string[]>;
  exact: Map<string, string>;
}

function readLayout(changelog: Changelog, sources: Section[]): Layout {
  const { text } = changelog;
  const layout: Layout = { gaps: new Map(), exact: new Map() };
  for (const section of sources) {
    const blocks = [{ ...section.heading, start: section.start }, ...withoutClosingRules(blocksOf(changelog, section))];
    for (const [index, { start, end }] of blocks.entries()) {
      const raw = text.slice(start, end);
      if (!layout.exact.has(raw.trim())) layout.exact.set(raw.trim(), raw);
      const next = blocks[index + 1];
      if (!next) continue;
      const key = neighbours(raw, text.slice(next.start, next.end));
      layout.gaps.set(key, [...(layout.gaps.get(key) ?? []), text.slice(end, next.start)]);
    }
  }
  return layout;
}

function neighbours(a: string, b: string): string {
  return `${a.trim()}\u0000${b.trim()}`;
}

function listPieces(notes: Notes, style: SectionStyle, known: OwnSection | null): Piece[] {
  const written = notes.categories.filter(
    (category) => category.subsections.length > 0 || category.ungroupedIds.length > 0 || known?.emptyKeys.has(categoryKey(category.title)),
  );
  if (written.length === 0) return known?.isEmpty ? [] : [{ kind: "passage", text: "No significant changes." }];
  return written.flatMap((category) => listCategory(category, notes, style, known));
}

/** A50: `#### Title`, its description, a blank line, the bullets; `Other …` last, without description. */
function listCategory(category: Category, notes: Notes, style: SectionStyle, known: OwnSection | null): Piece[] {
  const key = categoryKey(category.title);
  const headed = (kind: "category" | "subsection", title: string, name: string): Piece => ({
    kind,
    text: known?.headings.get(name) ?? style.writeHeading(kind, title),
  });
  const hasSubsections = category.subsections.length > 0;
  // What stood between the heading and the first bullet stays there.
  const firstEntry = category.ungroupedIds.findIndex((id) => notes.entries[id]?.kind !== "passage");
  const introLength = known?.flatFirstKeys.has(key) || firstEntry < 0 ? category.ungroupedIds.length : firstEntry;
  const introIds = hasSubsections ? category.ungroupedIds.slice(0, introLength) : [];
  const restIds = category.ungroupedIds.slice(introIds.length);
  return [
    category.title === null ? [] : [headed("category", category.title, key)],
    listEntries(introIds, notes, style.lineEnd),
    category.subsections.flatMap(({ title, description, entryIds }) => [
      headed("subsection", title, `${key}|${title}`),
      ...describe(description, style.lineEnd),
      ...listEntries(entryIds, notes, style.lineEnd),
    ]),
    hasSubsections && restIds.length > 0 ? [headed("subsection", otherTitle(category), `${key}|other`)] : [],
    listEntries(restIds, notes, style.lineEnd),
  ].flat();
}

function describe(description: string, lineEnd: string): Piece[] {
  const words = description.trim();
  return words === "" ? [] : [{ kind: "description", text: words.replace(/\r\n?|\n/g, lineEnd) }];
}

function listEntries(ids: string[], notes: Notes, lineEnd: string): Piece[] {
  return ids.flatMap((id) => {
    const entry = notes.entries[id];
    if (!entry) return [];
    const original = entry.origins[0]?.raw ?? entry.raw;
    // What a person typed has the line ends of a browser, LF; written are those the entry had, else the file's.
    const own = /[\r\n]/.test(original) ? dominantLineEnd(original) : lineEnd;
    const isTyped = entry.raw !== original && !entry.raw.includes("\r");
    const text = isTyped ? entry.raw.replaceAll("\n", own) : entry.raw;
    return [{ kind: entry.kind, text, original }];
  });
}

/** Writes pieces one after the other, with the file's own bytes between those that stood together before. */
function joinPieces(pieces: Piece[], style: SectionStyle, { gaps, exact }: Layout): string {
  let text = "";
  for (const [index, piece] of pieces.entries()) {
    const next = pieces[index + 1];
    text += piece.kind === "description" ? (exact.get(piece.text) ?? piece.text) : piece.text;
    if (!next) break;
    const known = gaps.get(neighbours(piece.original ?? piece.text, next.original ?? next.text));
    const gap = known && known.length > 1 ? known.shift() : known?.[0];
    text += gap || style.lineEnd.repeat(1 + blanksBetween(piece.kind, next.kind, style));
  }
  return text;
}

function blanksBetween(a: Piece["kind"], b: Piece["kind"], style: SectionStyle): number {
  if (a === "heading") return style.afterHeading;
  if (b === "category") return style.betweenCategories;
  if (b === "subsection") return 1;
  if (a === "category") return b === "entry" ? style.afterCategory : Math.max(1, style.afterCategory);
  if (a === "subsection") return b === "description" ? style.afterSubsection : b === "passage" ? 1 : style.beforeFlatEntry;
  if (a === "description" && b === "entry") return style.afterDescription;
  return a === "entry" && b === "entry" ? style.betweenEntries : 1;
}

function newestOf(sections: Section[]): Section | undefined {
  return [...sections].sort((a, b) => (a.version && b.version ? compareVersions(b.version, a.version) : 0))[0];
}

/** A section that becomes the last of the file ends as the file ended; null when another one stays behind it. */
function endsFile(changelog: Changelog, sources: Section[], target: Section): Section | null {
  const last = sources.at(-1) ?? target;
  if (last.end !== changelog.text.length) return null;
  const sourceStarts = new Set(sources.map(({ start }) => start));
  const staysBehind = changelog.sections.some(({ start }) => start > target.start && start < last.start && !sourceStarts.has(start));
  return staysBehind ? null : last;
}

/** What closes a section after its last block: line ends, blank lines, a line across the page. */
function tailOf(changelog: Changelog, section: Section): string {
  const last = withoutClosingRules(blocksOf(changelog, section)).at(-1) ?? section.heading;
  return changelog.text.slice(last.end, section.end);
}

/** A heading for a final that has none yet: its newest candidate's, with version and date exchanged. */
function renameHeading(changelog: Changelog, model: Section, version: Version, date: string, lineEnd: string): string {
  const raw = changelog.text.slice(model.start, model.heading.end);
  const renamed = model.version ? raw.replaceAll(model.version.text, version.text) : raw;
  const dated = model.dateText ? renamed.replaceAll(model.dateText, date) : renamed;
  return changelog.markup === "rst" ? fitUnderline(dated, lineEnd) : dated;
}

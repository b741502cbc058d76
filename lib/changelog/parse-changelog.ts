import { parseVersion, VERSION_PATTERN, type Version } from "@/lib/releases/version";
import { linesOf } from "./lines";
import { type Heading, scanHeadings } from "./scan-headings";

/** The part of a changelog that belongs to one version; offsets into the changelog's text. */
export interface Section {
  /** Null for "Unreleased". */
  version: Version | null;
  /** What the section belongs to: the package its heading names, and the heading above it. Two scopes never mix. */
  scope: string;
  /** ISO day as written in the heading, or null. */
  date: string | null;
  heading: Heading;
  start: number;
  /** Where the next section, a heading of a higher level, or the file's closing link definitions begin. */
  end: number;
}

/** `markdown`: version headings were found. `unknown`: none were, so the file is shown but not edited. */
export type Dialect = "markdown" | "unknown";

export interface Changelog {
  text: string;
  dialect: Dialect;
  sections: Section[];
}

const DATE = "\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|unreleased|\\d{1,2}[ -][A-Za-z]{3,9}[ -,]+\\d{4}|[A-Za-z]{3,9} \\d{1,2},? \\d{4}";
const VERSION_HEADING = new RegExp(
  `^(?:(?:version|release)[ \\t]+)?\\[?v?(${VERSION_PATTERN})\\]?(?:\\([^()\\s]{0,400}\\)|\\[[^\\]]{0,100}\\])?` +
    `[ \\t]*(?:[-–—:/,][ \\t]*)?\\(?(${DATE})?\\)?[ \\t]*(?:[-–—:,]?[ \\t]*\\[?(?:yanked|unreleased)\\]?)?$`,
  "i",
);
const NAMED_HEADING = new RegExp(`^(?<package>[\\w@./-]{1,80})[ @]v?(${VERSION_PATTERN})[ \\t]+\\(?(${DATE})\\)?$`, "i");
const UNRELEASED = /^\[?(?:unreleased|next|upcoming)\]?(?:\([^()\s]{0,400}\))?$/i;
const LINK_DEFINITION = /^ {0,3}\[[^\]]+\]:[ \t]*\S+/;

/**
 * Reads a changelog as sections over its own text; nothing is copied or normalised, so rendering is the text
 * itself (`renderChangelog(parseChangelog(x)) === x` for any input).
 */
export function parseChangelog(text: string): Changelog {
  const headings = scanHeadings(text);
  const plain = headings.flatMap((heading) => readHeading(heading, VERSION_HEADING, headings) ?? []);
  const found = plain.some((section) => section.version)
    ? plain
    : headings.flatMap((heading) => readHeading(heading, NAMED_HEADING, headings) ?? []);
  const end = startOfLinkDefinitions(text);
  const starts = new Set(found.map(({ heading }) => heading.start));
  const sections = found
    .filter((section) => section.heading.start < end)
    .map((section) => {
      const next = headings.find(
        ({ start, level }) => start > section.heading.start && (starts.has(start) || level <= section.heading.level),
      );
      return { ...section, start: section.heading.start, end: Math.min(next?.start ?? end, Math.max(end, section.heading.end)) };
    });
  return { text, sections, dialect: sections.some(({ version }) => version) ? "markdown" : "unknown" };
}

/** The text of a parsed changelog: exactly what was parsed. */
export function renderChangelog(changelog: Changelog): string {
  return changelog.text;
}

/** All sections of a version, in file order: a heading may stand twice. */
export function findSections(changelog: Changelog, version: Version): Section[] {
  return changelog.sections.filter((section) => section.version?.text === version.text);
}

function readHeading(
  heading: Heading,
  pattern: RegExp,
  headings: Heading[],
): Pick<Section, "version" | "date" | "heading" | "scope"> | null {
  if (heading.title.length > 600) return null;
  const match = UNRELEASED.test(heading.title) ? null : pattern.exec(heading.title);
  const groups = match?.slice(1).filter((group) => group !== match.groups?.package) ?? [];
  const version = groups[0] ? parseVersion(groups[0]) : null;
  if (!UNRELEASED.test(heading.title) && (!version || heading.level > 3)) return null;
  const above = headings.filter(({ start, level, title }) => start < heading.start && level < heading.level && !pattern.test(title)).at(-1);
  const date = groups[1] && /^\d{4}-\d{2}-\d{2}$/.test(groups[1]) ? groups[1] : null;
  return { heading, version, date, scope: `${match?.groups?.package ?? ""}|${above?.title ?? ""}` };
}

/** Where the link definitions at the end of the file begin (Keep a Changelog footers); the text's end if none. */
function startOfLinkDefinitions(text: string): number {
  let start = text.length;
  let inBlock = false;
  for (const line of linesOf(text)) {
    const content = text.slice(line.start, Math.min(line.end, line.start + 600));
    if (LINK_DEFINITION.test(content)) {
      if (!inBlock) start = line.start;
      inBlock = true;
    } else if (content.trim() !== "") {
      inBlock = false;
      start = text.length;
    }
  }
  return start;
}

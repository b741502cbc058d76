import { blocksOf, parseChangelog } from "./parse-changelog";

/** The longest body GitHub takes for a Release, in characters (REST, "Create a release": 125,000). */
export const LONGEST_RELEASE_BODY = 125_000;

export interface ReleaseBody {
  text: string;
  /** Entries that did not fit and are named in the closing line. */
  omitted: number;
}

/**
 * A section as the body of a GitHub Release: without its heading, and cut before an entry where it would be too long,
 * with a last line that says how many entries stand in the changelog only.
 */
export function toReleaseBody(section: string, path: string, limit = LONGEST_RELEASE_BODY): ReleaseBody {
  const changelog = parseChangelog(section, path);
  const [own] = changelog.sections;
  const body = (own ? section.slice(own.heading.next) : section).trim();
  if (body.length <= limit || !own) return { text: body.slice(0, limit), omitted: 0 };
  const entries = blocksOf(changelog, own).filter(({ kind }) => kind === "entry");
  const closing = (count: number) => `\n\nThe notes are longer than GitHub takes: ${count} more entries stand in ${path}.`;
  const room = limit - closing(entries.length).length;
  const lead = section.indexOf(body, own.heading.next);
  const fitting = entries.filter(({ next }) => next - lead <= room).length;
  const omitted = entries.length - fitting;
  const cut = entries[fitting - 1]?.next ?? lead;
  return { text: `${section.slice(lead, cut).trimEnd()}${closing(omitted)}`, omitted };
}

import type { Version } from "@/lib/releases/version";
import { dominantLineEnd } from "./lines";
import { findSections, parseChangelog } from "./parse-changelog";
import { fitUnderline } from "./section-style";

/** Sets the date in the heading of a version's section: the one that stands there is replaced, else ` (date)` is added. */
export function dateSection(text: string, path: string, version: Version, date: string): string {
  const changelog = parseChangelog(text, path);
  const [section] = findSections(changelog, version);
  if (!section || section.date === date) return text;
  const { start, end } = section.heading;
  const heading = text.slice(start, end);
  const dated = section.dateText ? heading.replace(section.dateText, date) : heading.replace(/[^\r\n]*/, (line) => `${line} (${date})`);
  const fitted = changelog.markup === "rst" ? fitUnderline(dated, dominantLineEnd(text)) : dated;
  return text.slice(0, start) + fitted + text.slice(end);
}

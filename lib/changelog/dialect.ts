import type { Block, Markup } from "./block";

/** Whose conventions a changelog follows. `unknown`: no version headings were found, so it is shown, never edited. */
export type Dialect = "towncrier" | "keep-a-changelog" | "release-please" | "changesets" | "hand-written" | "unknown";

/** How a dialect is named on screen and on the command line. */
export const DIALECT_WORDS: Record<Dialect, string> = {
  towncrier: "towncrier",
  "keep-a-changelog": "Keep a Changelog",
  "release-please": "Release Please or conventional-changelog",
  changesets: "Changesets",
  "hand-written": "written by hand",
  unknown: "not understood",
};

const KEEP_A_CHANGELOG = new Set(["added", "changed", "deprecated", "removed", "fixed", "security"]);
const CONVENTIONAL = new Set(["bug fixes", "features", "performance improvements", "reverts", "code refactoring", "documentation"]);
const CHANGESETS = new Set(["major changes", "minor changes", "patch changes"]);
const ENOUGH = 40;

/** Tells a dialect from its marker or, by the newest sections, from how headings and categories are written. */
export function detectDialect(text: string, blocks: Block[], sectionTitles: string[], markup: Markup): Dialect {
  if (sectionTitles.length === 0) return "unknown";
  if (/<!-- ?towncrier|^\.\. towncrier/m.test(text.slice(0, 20_000))) return "towncrier";
  const newest = sectionTitles.slice(0, ENOUGH);
  const titles: string[] = [];
  for (const block of blocks) {
    if (titles.length === ENOUGH * 4) break;
    if (block.kind === "heading" && block.level > 1) titles.push(block.title.toLowerCase().trim());
  }
  const share = (known: Set<string>) => titles.filter((title) => known.has(title)).length;
  if (share(CHANGESETS) > 0) return "changesets";
  const compared = newest.filter((title) => title.includes("/compare/")).length;
  const conventional = share(CONVENTIONAL);
  const kept = share(KEEP_A_CHANGELOG);
  if (conventional > kept && (compared * 2 >= newest.length || newest.some((title) => /\(\d{4}-\d\d-\d\d\)$/.test(title))))
    return markup === "rst" ? "hand-written" : "release-please";
  if (kept > 0 && kept >= conventional) return "keep-a-changelog";
  return "hand-written";
}

import { blocksOf, parseChangelog } from "@/lib/changelog/parse-changelog";
import type { CommittedSection } from "./read-section";

/** How many entries a committed section has. */
export function countEntries({ path, text }: CommittedSection): number {
  const changelog = parseChangelog(text, path);
  const [section] = changelog.sections;
  return section ? blocksOf(changelog, section).filter(({ kind }) => kind === "entry").length : 0;
}

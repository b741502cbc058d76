import { linesOf } from "./lines";

/** The lines in which two texts differ, with what both have before and after cut away. */
export interface ChangedRegion {
  /** Number of the region's first line, from 1; the same in both texts. */
  firstLine: number;
  before: string[];
  after: string[];
  totalLines: number;
}

/** Cuts the equal beginning and end off two texts, line by line, so that only the rest needs a real diff. */
export function changedRegion(before: string, after: string): ChangedRegion {
  const a = splitLines(before);
  const b = splitLines(after);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return { firstLine: start + 1, before: a.slice(start, a.length - end), after: b.slice(start, b.length - end), totalLines: a.length };
}

/** Lines with their line ends, so that a changed line end is a change. */
function splitLines(text: string): string[] {
  return [...linesOf(text)].map(({ start, next }) => text.slice(start, next));
}

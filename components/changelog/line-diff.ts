import { type ChangeObject, diffArrays } from "diff";
import { changedRegion } from "@/lib/changelog/changed-region";
import { findAnchors } from "@/lib/changelog/find-anchors";

export interface DiffLine {
  kind: "same" | "added" | "removed";
  /** Line numbers from 1; null on the side where the line is not. */
  before: number | null;
  after: number | null;
  text: string;
}

export interface LineDiff {
  lines: DiffLine[];
  added: number;
  removed: number;
  firstLine: number;
  totalLines: number;
}

/** The difference of two files by lines; only the part between equal beginning and end is compared. */
export function diffLines(before: string, after: string): LineDiff {
  const region = changedRegion(before, after);
  const lines: DiffLine[] = [];
  let [a, b] = [region.firstLine, region.firstLine];
  for (const part of diffBetweenAnchors(region.before, region.after)) {
    for (const line of part.value) {
      const text = line.replace(/\r?\n$|\r$/, "");
      if (part.added) lines.push({ kind: "added", before: null, after: b++, text });
      else if (part.removed) lines.push({ kind: "removed", before: a++, after: null, text });
      else lines.push({ kind: "same", before: a++, after: b++, text });
    }
  }
  const count = (kind: DiffLine["kind"]) => lines.filter((line) => line.kind === kind).length;
  return { lines, added: count("added"), removed: count("removed"), firstLine: region.firstLine, totalLines: region.totalLines };
}

/**
 * Compares what lies between lines that stand exactly once on both sides, in the same order: the notes of a large release
 * are thousands of such lines, and comparing all of them with all others would hold up the page.
 */
function diffBetweenAnchors(before: string[], after: string[]): ChangeObject<string[]>[] {
  const parts: ChangeObject<string[]>[] = [];
  let [a, b] = [0, 0];
  for (const [nextA, nextB] of [...findAnchors(before, after), [before.length, after.length] as const]) {
    parts.push(...diffArrays(before.slice(a, nextA), after.slice(b, nextB)));
    const anchor = before.slice(nextA, nextA + 1);
    if (anchor.length > 0) parts.push({ value: anchor, added: false, removed: false, count: 1 });
    [a, b] = [nextA + 1, nextB + 1];
  }
  return parts;
}

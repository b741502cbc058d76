import { diffArrays } from "diff";
import { changedRegion } from "@/lib/changelog/changed-region";

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
  for (const part of diffArrays(region.before, region.after)) {
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

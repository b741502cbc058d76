import { linesOf } from "./lines";

/** `error`: a check fails; `warning`: a person should look; `info`: worth knowing. */
export type Severity = "error" | "warning" | "info";

/** One finding of the linter, by offsets into the file's text. */
export interface Problem {
  /** Stable name of the rule, e.g. `description-tense`. */
  id: string;
  severity: Severity;
  start: number;
  end: number;
  /** What is the matter and what to do about it. */
  message: string;
  /** A change that puts it right, only where one is certain. */
  fix?: { start: number; end: number; text: string };
}

export interface Position {
  line: number;
  column: number;
}

/** Lines and columns of offsets in ascending order, both from 1, in one pass; columns count UTF-16 units. */
export function positionsOf(text: string, offsets: number[]): Position[] {
  const positions: Position[] = [];
  let line = 0;
  for (const { start, next } of linesOf(text)) {
    line++;
    for (let offset = offsets[positions.length]; offset !== undefined && offset < next; offset = offsets[positions.length])
      positions.push({ line, column: offset - start + 1 });
    if (positions.length === offsets.length) break;
  }
  while (positions.length < offsets.length) positions.push({ line: Math.max(line, 1), column: 1 });
  return positions;
}

/** Applies the fixes of problems to a text; of two that overlap the first wins. */
export function applyFixes(text: string, problems: Problem[]): string {
  const fixes = problems.flatMap(({ fix }) => (fix ? [fix] : [])).sort((a, b) => a.start - b.start || a.end - b.end);
  let fixed = "";
  let from = 0;
  for (const { start, end, text: replacement } of fixes) {
    if (start < from) continue;
    fixed += text.slice(from, start) + replacement;
    from = end;
  }
  return fixed + text.slice(from);
}

import type { LineDiff } from "@/components/changelog/line-diff";

/** A line of the notes that is not what it was. */
export type ChangedLine = { kind: "reworded"; before: string; after: string } | { kind: "added" | "removed"; text: string };

/**
 * The lines that differ, in order. A removed line and an added one are the same line reworded when they stand in one block
 * of changes and share half of their words; blank lines are no news.
 */
export function listChangedLines({ lines }: Pick<LineDiff, "lines">): ChangedLine[] {
  const changed: ChangedLine[] = [];
  let [removed, added]: [string[], string[]] = [[], []];
  const flush = () => {
    for (const before of removed) {
      const at = added.findIndex((after) => isSameLine(before, after));
      const [after] = at < 0 ? [] : added.splice(at, 1);
      changed.push(after === undefined ? { kind: "removed", text: before } : { kind: "reworded", before, after });
    }
    changed.push(...added.map((text): ChangedLine => ({ kind: "added", text })));
    [removed, added] = [[], []];
  };
  for (const { kind, text } of lines) {
    if (kind === "same") flush();
    else if (text.trim() !== "") (kind === "removed" ? removed : added).push(text);
  }
  flush();
  return changed;
}

function isSameLine(before: string, after: string): boolean {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  const shared = [...a].filter((word) => b.has(word)).length;
  return 2 * shared >= Math.min(a.size, b.size) && shared > 0;
}

const wordsOf = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}_#-]+/gu) ?? []);

/** `2 lines reworded, 1 added` */
export function countChangedLines(changed: readonly ChangedLine[]): string {
  const parts = (["reworded", "added", "removed"] as const).flatMap((kind) => {
    const { length } = changed.filter((line) => line.kind === kind);
    return length === 0 ? [] : [{ length, kind }];
  });
  return parts.map(({ length, kind }, index) => `${length}${index === 0 ? (length === 1 ? " line" : " lines") : ""} ${kind}`).join(", ");
}

import { fingerprintText } from "@/lib/changelog/identity";
import type { Notes } from "@/lib/changelog/notes";

/** What somebody looked at: the section as it would be committed, and a mark for each entry's words and place. */
export interface TextSnapshot {
  text: string;
  entries: Record<string, string>;
}

/** How far one text is from another. Entries count once, whether they were changed, moved, added or left out. */
export interface TextDifference {
  entries: number;
  lines: number;
}

/** The snapshot of notes whose section reads `text`. */
export function takeSnapshot(notes: Notes, text: string): TextSnapshot {
  const entries: Record<string, string> = {};
  for (const { id, subsections, ungroupedIds } of notes.categories) {
    const lists: [place: string, entryIds: string[]][] = [
      ...subsections.map(({ id: subsectionId, entryIds }): [string, string[]] => [subsectionId, entryIds]),
      ["", ungroupedIds],
    ];
    for (const [place, entryIds] of lists)
      for (const entryId of entryIds) entries[entryId] = fingerprintText([id, place, notes.entries[entryId]?.raw ?? ""].join("\u0000"));
  }
  return { text, entries };
}

/** Entries and lines that are in one text and not, or not so, in the other. */
export function compareSnapshots(before: TextSnapshot, after: TextSnapshot): TextDifference {
  const ids = new Set([...Object.keys(before.entries), ...Object.keys(after.entries)]);
  const entries = [...ids].filter((id) => before.entries[id] !== after.entries[id]).length;
  return { entries, lines: countOtherLines(before.text, after.text) };
}

/** "3 entries", where no entry differs "2 lines", and where no line does "the order of its lines". */
export function describeDifference({ entries, lines }: TextDifference): string {
  const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;
  if (entries > 0) return count(entries, "entry", "entries");
  return lines > 0 ? count(lines, "line", "lines") : "the order of its lines";
}

/** Lines that one text has more often than the other, both ways; a changed line is two. */
function countOtherLines(before: string, after: string): number {
  const counts = new Map<string, number>();
  for (const line of before.split(/\r\n?|\n/)) counts.set(line, (counts.get(line) ?? 0) + 1);
  for (const line of after.split(/\r\n?|\n/)) counts.set(line, (counts.get(line) ?? 0) - 1);
  return [...counts.values()].reduce((sum, count) => sum + Math.abs(count), 0);
}

import type { NotesOperation } from "@/lib/changelog/notes-operation";
import type { LogLine } from "@/lib/changelog/operation-log";

type MarkLine = Pick<LogLine, "actorId" | "kind" | "operation"> & { at: Date };

interface Marks {
  actorId: string;
  count: number;
  lastAt: Date;
}

/** Who marked how many of the entries that are marked now, most first. What an undo brings back stays whose it was. */
export function countMarks(log: MarkLine[], reviewedIds: string[]): Marks[] {
  const owners = new Map<string, { actorId: string; at: Date }>();
  for (const { actorId, kind, operation, at } of log)
    for (const { entryIds, isReviewed } of listMarkings(operation))
      for (const entryId of entryIds) if (isReviewed && !(kind === "undo" && owners.has(entryId))) owners.set(entryId, { actorId, at });
  const marks = new Map<string, Marks>();
  for (const entryId of new Set(reviewedIds)) {
    const owner = owners.get(entryId);
    if (!owner) continue;
    const { count, lastAt } = marks.get(owner.actorId) ?? { count: 0, lastAt: owner.at };
    marks.set(owner.actorId, { actorId: owner.actorId, count: count + 1, lastAt: owner.at > lastAt ? owner.at : lastAt });
  }
  return [...marks.values()].sort((a, b) => b.count - a.count);
}

function listMarkings(operation: NotesOperation): { entryIds: string[]; isReviewed: boolean }[] {
  if (operation.type === "all") return operation.operations.flatMap(listMarkings);
  return operation.type === "mark-reviewed" ? [operation] : [];
}

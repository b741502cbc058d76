import type { NotesOperation } from "./notes-operation";
import { readTextChange } from "./text-change";
import { keyOfSubject, type TextSubject } from "./text-subject";

/** One line of a draft's log: an act, or the answer to one (undo, redo). */
export interface LogLine {
  revision: number;
  actorId: string;
  kind: "do" | "undo" | "redo";
  answers: number | null;
  operation: NotesOperation;
  inverse: NotesOperation;
  sentence: string;
}

export interface UndoState {
  undo: LogLine | null;
  redo: LogLine | null;
}

/** What this person can undo and redo next; acts up to `floor` lie behind a move of the draft and stay. */
export function readUndoState(log: LogLine[], actorId: string, floor: number): UndoState {
  const undoable: LogLine[] = [];
  const redoable: LogLine[] = [];
  for (const line of log) {
    if (line.actorId !== actorId || line.revision <= floor) continue;
    if (line.kind === "do") {
      undoable.push(line);
      redoable.length = 0;
    } else if (line.kind === "undo") {
      const undone = undoable.pop();
      if (undone) redoable.push({ ...undone, inverse: line.inverse });
    } else {
      redoable.pop();
      undoable.push(line);
    }
  }
  return { undo: undoable.at(-1) ?? null, redo: redoable.at(-1) ?? null };
}

/** Who else changed the same entries or subsections since; undoing would take their work away silently. */
export function findLaterTouch(log: LogLine[], line: LogLine): LogLine | null {
  const ids = new Set([...touchedIds(line.operation), ...touchedIds(line.inverse)]);
  return (
    log.find(
      (later) =>
        later.revision > line.revision && later.actorId !== line.actorId && [...touchedIds(later.operation)].some((id) => ids.has(id)),
    ) ?? null
  );
}

/** Whose words stand there, as far as the log knows; null when they came with the changelog. */
export function findLastWriter(log: LogLine[], subject: TextSubject): string | null {
  const isSame = (operation: NotesOperation): boolean => {
    if (operation.type === "all") return operation.operations.some(isSame);
    const change = readTextChange(operation);
    return change !== null && keyOfSubject(change.subject) === keyOfSubject(subject);
  };
  return log.findLast(({ operation }) => isSame(operation))?.actorId ?? null;
}

/** The acts that count: done and not undone, in order. */
export function effectiveOperations(log: LogLine[]): NotesOperation[] {
  return standingLines(log).map(({ operation }) => operation);
}

/** The lines of the acts that count. */
export function standingLines<Line extends Pick<LogLine, "revision" | "kind" | "answers">>(log: Line[]): Line[] {
  const standing = new Map<number, Line>();
  for (const line of log) {
    if (line.kind === "undo" && line.answers !== null) standing.delete(line.answers);
    else standing.set(line.revision, line);
  }
  return [...standing.values()];
}

function touchedIds(operation: NotesOperation): Set<string> {
  switch (operation.type) {
    case "place-entries":
      return new Set(operation.placements.flatMap(({ entryId, to }) => (to.subsectionId ? [entryId, to.subsectionId] : [entryId])));
    case "create-subsection":
      return new Set([operation.subsectionId, ...operation.entryIds]);
    case "all":
      return new Set(operation.operations.flatMap((step) => [...touchedIds(step)]));
    case "edit-entry":
    case "drop-entry":
    case "restore-entry":
      return new Set([operation.entryId]);
    case "mark-reviewed":
      return new Set(operation.entryIds);
    case "decide-text":
      return new Set([operation.subject.id]);
    case "reopen-text":
      return new Set([operation.conflict.subject.id]);
    case "move-category":
    case "rename-category":
      return new Set([operation.categoryId]);
    default:
      return new Set([operation.subsectionId]);
  }
}

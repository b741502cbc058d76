import type { Prisma, Tx } from "@/lib/db/client";
import { database } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import type { LedgerRow, Notes } from "../notes";
import type { NotesOperation } from "../notes-operation";
import { findLastWriter, type LogLine } from "../operation-log";
import type { TextSubject } from "../text-subject";
import { requireHandWritten } from "./edit-refusal";

const DRAFT_GONE = "This draft is not open any more: somebody committed it. Open the changelog again to go on from there.";

/** The columns of a draft's text, which may be a megabyte: to select them, or to leave them out. */
export const TEXT = { notes: true, entries: true, ledger: true } as const;

type TextRow = Record<keyof typeof TEXT, Prisma.JsonValue>;

/** A draft with its JSON columns read; they are written by this folder alone, so their shape is known. */
export function readDraftRow<Row extends TextRow>({ notes, entries, ledger, ...row }: Row) {
  return { ...row, notes: readNotes({ notes, entries }), ledger: ledger as unknown as LedgerRow[] };
}

/** The notes of a draft, from their two columns. */
export function readNotes({ notes, entries }: Omit<TextRow, "ledger">): Notes {
  return { ...(notes as object), entries } as unknown as Notes;
}

/** The columns of notes; of notes that came from others, only those that changed. */
export function notesColumns(notes: Notes): Record<"notes" | "entries", Prisma.InputJsonValue>;
export function notesColumns(notes: Notes, before: Notes): { notes: Prisma.InputJsonValue; entries?: Prisma.InputJsonValue };
export function notesColumns({ entries, ...notes }: Notes, before?: Notes) {
  const rest = { notes: notes as unknown as Prisma.InputJsonValue };
  return entries === before?.entries ? rest : { ...rest, entries: entries as unknown as Prisma.InputJsonValue };
}

/** Ledgers and operations are plain data: what goes in comes out. */
export function toJson(value: LedgerRow[] | NotesOperation): Prisma.InputJsonValue {
  return value as unknown as Prisma.InputJsonValue;
}

/** Takes an open draft for changing: one change at a time, in order. */
export async function lockDraft(tx: Tx, draftId: string) {
  await tx.$queryRaw`select id from "Draft" where id = ${draftId}::uuid for update`;
  const row = await tx.draft.findUnique({
    where: { id: draftId },
    include: { release: { include: { repository: true } } },
    omit: { ledger: true },
  });
  if (!row) throw new AppError("not-found", "This draft is not there.");
  if (row.state !== "open") throw new AppError("conflict", DRAFT_GONE);
  requireHandWritten(row.release.repository);
  const { notes, entries, ...draft } = row;
  return { ...draft, notes: readNotes({ notes, entries }) };
}

export async function readLog(tx: Tx, draftId: string): Promise<LogLine[]> {
  const rows = await tx.draftOperation.findMany({ where: { draftId }, orderBy: { revision: "asc" } });
  return rows.map(({ revision, actorId, kind, answers, operation, inverse, sentence }) => ({
    revision,
    actorId,
    kind: kind as LogLine["kind"],
    answers,
    operation: operation as unknown as NotesOperation,
    inverse: inverse as unknown as NotesOperation,
    sentence,
  }));
}

/** Who wrote the words that stand there; null when they came with the changelog. */
export async function nameLastWriter(tx: Tx, log: LogLine[], subject: TextSubject, readerId: string | null): Promise<string | null> {
  const writerId = findLastWriter(log, subject);
  if (writerId === null) return null;
  // The same person in another window knows both texts.
  if (writerId === readerId) return "Another window of yours";
  return (await tx.user.findUnique({ where: { id: writerId }, select: { name: true } }))?.name ?? null;
}

/** The repository a draft belongs to: what its permission is asked for. */
export async function repositoryOfDraft({ draftId }: { draftId: string }): Promise<string> {
  const draft = await database().draft.findUnique({ where: { id: draftId }, select: { release: { select: { repositoryId: true } } } });
  if (!draft) throw new AppError("not-found", "This draft is not there, or you may not see it.");
  return draft.release.repositoryId;
}

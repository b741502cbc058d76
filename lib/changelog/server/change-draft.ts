import { z } from "zod";
import type { EventType } from "@/lib/audit/event";
import { command } from "@/lib/command/command";
import type { Tx } from "@/lib/db/client";
import { AppError } from "@/lib/errors/app-error";
import { describeOperation } from "../describe-operation";
import type { TextConflict } from "../find-conflict";
import { judgeOperation } from "../judge-operation";
import type { NotesOperation } from "../notes-operation";
import { findLaterTouch, readUndoState } from "../operation-log";
import { operationSchema } from "../operation-schema";
import { lockDraft, nameLastWriter, notesColumns, readLog, repositoryOfDraft, toJson } from "./draft-row";

interface Saved {
  revision: number;
  sentence: string;
  savedAt: string;
}

/** Applies one act to a draft and appends it to its log; refused with a sentence when it no longer fits. */
export const changeDraft = command({
  permission: "changelog.edit",
  input: z.object({
    draftId: z.uuid(),
    operation: operationSchema,
    /** Made by the browser, so that a repeated request changes nothing. */ requestId: z.uuid(),
    /** Who did it. An act may wait in the browser while somebody else signs in there. */
    authorId: z.uuid().optional(),
  }),
  repositoryOf: repositoryOfDraft,
  async run({ tx, actor }, { draftId, operation, requestId, authorId = actor.id }) {
    if (authorId !== actor.id)
      throw new AppError("unauthenticated", "Somebody else did this before you signed in here. It waits for them.");
    const repeated = await findSaved(tx, draftId, requestId);
    if (repeated) return { value: repeated, events: [] };
    const draft = await lockDraft(tx, draftId);
    return save(tx, { draft, actorId: actor.id, kind: "do", answers: null, operation, type: "changelog.draft-changed", requestId });
  },
});

/** Takes the person's last act back: the inverse, as an act of its own. */
export const undoChange = command({
  permission: "changelog.edit",
  input: z.object({ draftId: z.uuid() }),
  repositoryOf: repositoryOfDraft,
  async run({ tx, actor }, { draftId }) {
    const draft = await lockDraft(tx, draftId);
    const log = await readLog(tx, draftId);
    const { undo } = readUndoState(log, actor.id, draft.undoFloor);
    if (!undo) throw new AppError("conflict", "There is nothing of yours to undo.");
    if (findLaterTouch(log, undo))
      throw new AppError("conflict", `“${undo.sentence}” cannot be undone: somebody else has changed the same entries since.`);
    return save(tx, {
      draft,
      actorId: actor.id,
      kind: "undo",
      answers: undo.revision,
      operation: undo.inverse,
      type: "changelog.change-undone",
      sentence: `Undid: ${undo.sentence}`,
    });
  },
});

/** Does again what the person undid last. */
export const redoChange = command({
  permission: "changelog.edit",
  input: z.object({ draftId: z.uuid() }),
  repositoryOf: repositoryOfDraft,
  async run({ tx, actor }, { draftId }) {
    const draft = await lockDraft(tx, draftId);
    const { redo } = readUndoState(await readLog(tx, draftId), actor.id, draft.undoFloor);
    if (!redo) throw new AppError("conflict", "There is nothing of yours to do again.");
    return save(tx, {
      draft,
      actorId: actor.id,
      kind: "redo",
      answers: redo.revision,
      operation: redo.operation,
      type: "changelog.change-redone",
      sentence: redo.sentence,
    });
  },
});

/** What an act was saved as that is sent again because its answer was lost, be the notes committed meanwhile or not. */
async function findSaved(tx: Tx, draftId: string, requestId: string): Promise<Saved | null> {
  const [draft] = await tx.$queryRaw<{ releaseId: string }[]>`
    select "releaseId" from "Draft" where id = ${draftId}::uuid for update`;
  if (!draft) return null;
  const event = await tx.event.findFirst({
    where: { releaseId: draft.releaseId, data: { path: ["requestId"], equals: requestId } },
    select: { at: true, sentence: true, data: true },
  });
  if (!event) return null;
  // The event was written by save() below.
  const { revision } = event.data as { revision: number };
  return { revision, sentence: event.sentence, savedAt: event.at.toISOString() };
}

/** The refusal carries both texts, for the person to choose, and says who wrote the other one. */
async function conflictError(tx: Tx, { draft, actorId, kind }: Act, found: TextConflict): Promise<AppError> {
  // Words from before the draft was moved came with the changelog.
  const log = (await readLog(tx, draft.id)).filter(({ revision }) => revision > draft.undoFloor);
  const conflict = { ...found, theirsBy: await nameLastWriter(tx, log, found.subject, actorId) };
  const sentence = `${conflict.theirsBy ?? "The changelog"} changed ${conflict.name} while you were away.`;
  if (kind === "undo") return new AppError("conflict", `${sentence} Undoing would write over it.`);
  if (kind === "redo") return new AppError("conflict", `${sentence} Doing it again would write over it.`);
  return new AppError("conflict", `${sentence} Your words are kept; choose between the two.`, { detail: { conflict } });
}

interface Act {
  draft: Awaited<ReturnType<typeof lockDraft>>;
  actorId: string;
  kind: "do" | "undo" | "redo";
  answers: number | null;
  operation: NotesOperation;
  type: EventType;
  sentence?: string;
  requestId?: string;
}

async function save(tx: Tx, act: Act) {
  const { draft, operation } = act;
  const applied = judgeOperation(draft.notes, operation);
  if (!applied.ok) throw applied.conflict ? await conflictError(tx, act, applied.conflict) : new AppError("conflict", applied.reason);
  const revision = draft.revision + 1;
  // A deletion is named by what was there, everything else by what is there now.
  const sentence = act.sentence ?? describeOperation(operation.type === "delete-subsection" ? draft.notes : applied.notes, operation);
  const { updatedAt } = await tx.draft.update({
    where: { id: draft.id },
    data: { ...notesColumns(applied.notes, draft.notes), revision },
    select: { updatedAt: true },
  });
  await tx.draftOperation.create({
    data: {
      draftId: draft.id,
      revision,
      actorId: act.actorId,
      kind: act.kind,
      answers: act.answers,
      operation: toJson(operation),
      inverse: toJson(applied.inverse),
      sentence,
    },
    select: { revision: true },
  });
  const { repositoryId } = draft.release;
  const value: Saved = { revision, sentence, savedAt: updatedAt.toISOString() };
  return {
    value,
    events: [
      {
        type: act.type,
        repositoryId,
        releaseId: draft.releaseId,
        sentence,
        data: { draftId: draft.id, revision, ...(act.requestId ? { requestId: act.requestId } : {}) },
      },
    ],
    changes: [{ repositoryId, topic: "draft" as const }],
  };
}

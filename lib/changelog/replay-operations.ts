import { applyOperation } from "./apply-operation";
import { foldTexts, type TextWish, type WishedWords } from "./fold-texts";
import type { Notes, Subsection } from "./notes";
import type { NotesOperation } from "./notes-operation";
import { readTextChange, writeText } from "./text-change";
import { nameSubject, readText, type TextSubject } from "./text-subject";
import { addUndecided, settle } from "./undecided";

/** An operation that no longer fits the notes, with the sentence why. */
export interface LostOperation {
  operation: NotesOperation;
  reason: string;
}

/**
 * Applies a person's operations to regenerated notes (the overlay). A subsection that stands in the file by now is
 * gone on with; what names an entry that is gone loses only that entry; what no longer fits is returned, and words that
 * no longer fit wait in the notes for a decision. Nothing is dropped silently.
 */
export function replayOperations(notes: Notes, operations: NotesOperation[]): { notes: Notes; lost: LostOperation[] } {
  const lost: LostOperation[] = [];
  const standing = new Map<string, string>();
  let current = notes;
  // The steps of a composite act are judged one by one: when one no longer fits, the others stay.
  const steps = operations.flatMap(stepsOf);
  const texts = foldTexts(steps);
  for (const original of steps) {
    const operation = withIds(original, standing);
    if (readTextChange(operation)) {
      const wish = texts.get(original);
      if (wish) current = replayText(current, operation, wish);
      continue;
    }
    const twin = operation.type === "create-subsection" ? findTwin(current, operation) : null;
    if (twin && operation.type === "create-subsection") standing.set(operation.subsectionId, twin.id);
    const fitting = withKnownEntries(current, twin ? goOn(current, operation, twin) : operation);
    if (!twin && countIds(fitting) < countIds(operation))
      lost.push({ operation, reason: "an entry it names is no longer in the changelog." });
    const applied = applyOperation(current, fitting);
    if (applied.ok) current = applied.notes;
    else lost.push({ operation, reason: applied.reason });
    if (operation.type === "create-subsection") current = keepDescription(current, operation, { twin, isMade: applied.ok, texts });
  }
  return { notes: current, lost };
}

function stepsOf(operation: NotesOperation): NotesOperation[] {
  return operation.type === "all" ? operation.operations.flatMap(stepsOf) : [operation];
}

/** Writes the words where the changelog holds what they were written over, or lets them wait for a decision. */
function replayText(before: Notes, operation: NotesOperation, { decided, waiting, ...words }: TextWish): Notes {
  const change = readTextChange(operation);
  if (!change) return before;
  const { subject } = change;
  const settled = decided.reduce((notes, yours) => settle(notes, subject, yours), before);
  const theirs = readText(settled, subject);
  return waiting.reduce((notes, others) => letWait(notes, subject, theirs, others), writeWords(settled, subject, theirs, words));
}

function writeWords(notes: Notes, subject: TextSubject, theirs: string | null, words: WishedWords): Notes {
  const { base, text } = words;
  if (text !== null && text !== theirs && theirs !== null && (base === undefined || base === theirs)) {
    const applied = applyOperation(notes, writeText(subject, text, theirs, theirs));
    if (applied.ok) return applied.notes;
  }
  return letWait(notes, subject, theirs, words);
}

/** Words that want nothing else than what the changelog holds, or held, do not wait. */
function letWait(notes: Notes, subject: TextSubject, theirs: string | null, { base, text }: WishedWords): Notes {
  if (text === null || text === theirs || text === base) return notes;
  const known = base ?? "";
  const name = nameSubject(notes, subject, known || text);
  return addUndecided(notes, { subject, name, base: known, theirs, yours: text, theirsBy: null, yoursBy: null });
}

interface Created {
  twin: Subsection | null;
  isMade: boolean;
  texts: Map<NotesOperation, TextWish>;
}

/** The words of a subsection that could not be made, or that stands there with another description by now. */
function keepDescription(notes: Notes, operation: Creation, { twin, isMade, texts }: Created): Notes {
  const isDescribedLater = [...texts.keys()].some(
    (later) => later.type === "describe-subsection" && later.subsectionId === operation.subsectionId,
  );
  if (twin) {
    if (isDescribedLater || operation.description.trim() === "") return notes;
    const description: NotesOperation = { type: "describe-subsection", subsectionId: twin.id, description: operation.description };
    return replayText(notes, description, { base: "", text: operation.description.trim(), decided: [], waiting: [] });
  }
  if (isMade) return notes;
  const subject: TextSubject = { type: "description", id: operation.subsectionId };
  const yours = [operation.title, operation.description].filter(Boolean).join("\n\n");
  return addUndecided(notes, {
    subject,
    name: nameSubject(notes, subject, operation.title),
    base: "",
    theirs: null,
    yours,
    theirsBy: null,
    yoursBy: null,
  });
}

type Creation = Extract<NotesOperation, { type: "create-subsection" }>;

/** The subsection that this creation has become, when the notes were committed before they were regenerated. */
function findTwin(notes: Notes, operation: Creation): Subsection | null {
  const category = notes.categories.find(({ id }) => id === operation.categoryId);
  return category?.subsections.find(({ title }) => title === operation.title.trim()) ?? null;
}

/** Its entries go to the subsection that is there already. */
function goOn(notes: Notes, operation: NotesOperation, twin: Subsection): NotesOperation {
  if (operation.type !== "create-subsection") return operation;
  const missing = operation.entryIds.filter((entryId) => notes.entries[entryId] === undefined || !twin.entryIds.includes(entryId));
  const to = { categoryId: operation.categoryId, subsectionId: twin.id, index: twin.entryIds.length };
  return { type: "place-entries", placements: missing.map((entryId) => ({ entryId, to })) };
}

function withIds(operation: NotesOperation, standing: Map<string, string>): NotesOperation {
  const known = (id: string) => standing.get(id) ?? id;
  switch (operation.type) {
    case "place-entries":
      return {
        ...operation,
        placements: operation.placements.map(({ entryId, to }) => ({
          entryId,
          to: { ...to, subsectionId: to.subsectionId && known(to.subsectionId) },
        })),
      };
    case "restore-entry":
      return { ...operation, to: { ...operation.to, subsectionId: operation.to.subsectionId && known(operation.to.subsectionId) } };
    case "rename-subsection":
    case "describe-subsection":
    case "move-subsection":
    case "delete-subsection":
      return { ...operation, subsectionId: known(operation.subsectionId) };
    case "decide-text":
      return { ...operation, subject: { ...operation.subject, id: known(operation.subject.id) } };
    default:
      return operation;
  }
}

function countIds(operation: NotesOperation): number {
  if (operation.type === "place-entries") return operation.placements.length;
  return operation.type === "create-subsection" ? operation.entryIds.length : 0;
}

function withKnownEntries(notes: Notes, operation: NotesOperation): NotesOperation {
  if (operation.type === "place-entries")
    return { ...operation, placements: operation.placements.filter(({ entryId }) => notes.entries[entryId]) };
  if (operation.type === "create-subsection")
    return { ...operation, entryIds: operation.entryIds.filter((entryId) => notes.entries[entryId]) };
  return operation;
}

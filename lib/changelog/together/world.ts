import { applyOperation } from "@/lib/changelog/apply-operation";
import { consolidate } from "@/lib/changelog/consolidate";
import type { Judged } from "@/lib/changelog/judge-operation";
import { type LedgerRow, listEntryIds, type Notes, sumLedger } from "@/lib/changelog/notes";
import type { NotesOperation } from "@/lib/changelog/notes-operation";
import { effectiveOperations, findLaterTouch, type LogLine, readUndoState } from "@/lib/changelog/operation-log";
import { parseChangelog } from "@/lib/changelog/parse-changelog";
import { renderNotes } from "@/lib/changelog/render-notes";
import { replayOperations } from "@/lib/changelog/replay-operations";
import {
  addAct,
  markSaved,
  markTried,
  NOTHING_UNSAVED,
  nextAct,
  refuseAct,
  showUnsaved,
  takeBack,
  type UnsavedActs,
  withoutShown,
} from "@/lib/changelog/unsaved-acts";
import { parseVersion } from "@/lib/releases/version";

const VERSION = parseVersion("1.2.0");
const FILE = `# Changes

## 1.2.0

### Features

#### Hull
Held water out.

* Add a mast (#1)
* Add a sail (#2)

#### Other Features
* Add a rudder (#3)

### Fixes
* Seal the hull (#4)
* Grease the chain
`;

export type Judge = (notes: Notes, operation: NotesOperation) => Judged;

export interface Editor {
  id: string;
  shown: Notes;
  unsaved: UnsavedActs;
}

/**
 * Two editors with queues of their own, a foreign push and regenerations, interleaved at random, over the functions that
 * the browser and the server run. Every text that is typed is unique, so it can be looked for: it must stand in the notes,
 * wait for a decision or in a queue, unless somebody who had it before their eyes replaced it.
 */
export class World {
  file = FILE;
  notes: Notes;
  ledger: LedgerRow[];
  log: LogLine[] = [];
  revision = 0;
  floor = 0;
  editors: Editor[];
  /** Requests the server has answered, as its record of events would know. */
  known = new Set<string>();
  /** Texts that nobody has to find again, because somebody saw them and decided otherwise. */
  explained = new Set<string>();
  typed = new Map<string, { by: string }>();
  count = 0;

  constructor(readonly judge: Judge) {
    const { notes, ledger } = read(FILE);
    this.notes = notes;
    this.ledger = ledger;
    this.editors = ["manager", "lead"].map((id) => ({ id, shown: notes, unsaved: NOTHING_UNSAVED }));
  }

  /** A text like no other. */
  type(editor: Editor): string {
    const text = `w${++this.count}.`;
    this.typed.set(text, { by: editor.id });
    return text;
  }

  look({ shown, unsaved }: Editor): Notes {
    return showUnsaved(
      shown,
      unsaved.acts.filter(({ revision }) => revision === null || revision > (this.shownRevision.get(shown) ?? 0)),
    );
  }

  shownRevision = new Map<Notes, number>();

  add(editor: Editor, operation: NotesOperation): void {
    if (!applyOperation(this.look(editor), operation).ok) {
      // A dialog says so before anything is done; the words stay in its field.
      this.explain(JSON.stringify(operation), editor);
      return;
    }
    this.shown.set(operation, JSON.stringify(this.look(editor)));
    editor.unsaved = addAct(editor.unsaved, { requestId: `${editor.id}-${this.count++}`, operation, sentence: "Did something" });
  }

  /** What the author of an act saw when doing it. */
  shown = new Map<NotesOperation, string>();

  append(actorId: string, line: Pick<LogLine, "kind" | "answers" | "operation">, sawTexts: string): Judged {
    const judged = this.judge(this.notes, line.operation);
    if (!judged.ok) return judged;
    this.replace(judged.notes, (text) => sawTexts.includes(text));
    this.revision++;
    this.log.push({ ...line, revision: this.revision, actorId, inverse: judged.inverse, sentence: "Did something" });
    return judged;
  }

  /** Puts other notes in place. A text that vanishes must have been seen by whoever made it vanish. */
  replace(notes: Notes, wasSeen: (text: string) => boolean): void {
    const [before, after] = [textsOf(this.notes), textsOf(notes)];
    for (const text of this.typed.keys()) {
      if (!before.includes(text) || after.includes(text)) continue;
      if (!wasSeen(text)) throw new Error(`${text} was overwritten silently`);
      this.explained.add(text);
    }
    this.notes = notes;
    if (!sumLedger(this.ledger, notes).isBalanced) throw new Error("the ledger does not add up");
  }

  refresh(editor: Editor): void {
    editor.shown = this.notes;
    this.shownRevision.set(this.notes, this.revision);
    editor.unsaved = withoutShown(editor.unsaved, this.revision);
  }

  /** One request; the answer may get lost, then it is sent again. */
  send(editor: Editor, isAnswerLost: boolean): boolean {
    const act = nextAct(editor.unsaved);
    if (!act) return false;
    editor.unsaved = markTried(editor.unsaved, act.requestId);
    const judged: Judged | null = this.known.has(act.requestId)
      ? null
      : this.append(
          editor.id,
          { kind: "do", answers: null, operation: act.operation },
          this.shown.get(act.operation) ?? this.seenBy(act.operation),
        );
    if (judged?.ok) this.known.add(act.requestId);
    if (isAnswerLost) return true;
    const keptWords = () => JSON.stringify(editor.unsaved.refused.map(({ conflict }) => conflict?.yours));
    const kept = keptWords();
    editor.unsaved =
      judged && !judged.ok
        ? refuseAct(editor.unsaved, act.requestId, judged.reason, judged.conflict)
        : markSaved(editor.unsaved, act.requestId, this.revision);
    // Of two refused edits, one written over the other, the later one is kept.
    const saw = this.seenBy(act.operation);
    for (const text of this.typed.keys())
      if (kept.includes(text) && !keptWords().includes(text) && saw.includes(text)) this.explained.add(text);
    return true;
  }

  /** After a reload an act is another object of the same content. */
  seenBy(operation: NotesOperation): string {
    for (const [known, saw] of this.shown) if (JSON.stringify(known) === JSON.stringify(operation)) return saw;
    return "";
  }

  undo(editor: Editor): void {
    if (nextAct(editor.unsaved)) {
      const last = editor.unsaved.acts.at(-1);
      editor.unsaved = takeBack(editor.unsaved);
      if (last && !editor.unsaved.acts.includes(last)) this.explain(JSON.stringify(last.operation), editor);
      return;
    }
    const { undo } = readUndoState(this.log, editor.id, this.floor);
    if (!undo || findLaterTouch(this.log, undo)) return;
    const own = [...this.typed].filter(([, { by }]) => by === editor.id).map(([text]) => text);
    this.append(editor.id, { kind: "undo", answers: undo.revision, operation: undo.inverse }, own.join(" "));
  }

  redo(editor: Editor): void {
    if (nextAct(editor.unsaved)) return;
    const { redo } = readUndoState(this.log, editor.id, this.floor);
    if (redo) this.append(editor.id, { kind: "redo", answers: redo.revision, operation: redo.operation }, this.seenBy(redo.operation));
  }

  /** Only its author may let a text go, and only one that nobody else has by now. */
  explain(content: string, editor: Editor): void {
    const shared = textsOf(this.notes);
    for (const [text, { by }] of this.typed)
      if (by === editor.id && content.includes(text) && !shared.includes(text)) this.explained.add(text);
  }

  /** The branch has another file by now, and the draft is moved onto it. */
  move(): void {
    const { notes, ledger } = read(this.file);
    this.ledger = ledger;
    const replayed = replayOperations(notes, effectiveOperations(this.log));
    // A text that somebody let go of may come back for a while, as part of an act that stands.
    this.replace(replayed.notes, (text) => this.explained.has(text));
    this.revision++;
    this.floor = this.revision;
  }

  everything(): string {
    return textsOf([this.notes, this.editors.map(({ unsaved }) => [unsaved.acts, unsaved.refused])]);
  }

  /** At the end: every text is found again, or somebody let it go, and the file holds every entry of the notes. */
  check(): void {
    const found = this.everything();
    for (const text of this.typed.keys()) if (!this.explained.has(text) && !found.includes(text)) throw new Error(`${text} was lost`);
    const written = VERSION && renderNotes(parseChangelog(this.file), VERSION, this.notes, "2026-03-01");
    for (const id of this.notes.categories.flatMap(listEntryIds))
      if (!written?.includes(this.notes.entries[id]?.raw ?? "")) throw new Error(`the file has no ${id}`);
  }
}

/** A name repeats words that stand elsewhere. */
const textsOf = (value: unknown) => JSON.stringify(value, (key, part: unknown) => (key === "name" ? undefined : part));

function read(file: string): { notes: Notes; ledger: LedgerRow[] } {
  if (!VERSION) throw new Error("1.2.0 is a version");
  return consolidate(parseChangelog(file), VERSION);
}

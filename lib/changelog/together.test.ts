import fc from "fast-check";
import { expect, test } from "vitest";
import { parseVersion } from "@/lib/releases/version";
import { applyOperation } from "./apply-operation";
import { consolidate } from "./consolidate";
import { type Judged, judgeOperation } from "./judge-operation";
import { type LedgerRow, type Notes, sumLedger } from "./notes";
import type { NotesOperation } from "./notes-operation";
import { effectiveOperations, findLaterTouch, type LogLine, readUndoState } from "./operation-log";
import { parseChangelog } from "./parse-changelog";
import { renderNotes } from "./render-notes";
import { replayOperations } from "./replay-operations";
import { readText } from "./text-subject";
import { listUndecided } from "./undecided";
import {
  addAct,
  markSaved,
  markTried,
  NOTHING_UNSAVED,
  nextAct,
  refuseAct,
  settleRefused,
  showUnsaved,
  takeBack,
  type UnsavedActs,
  withoutShown,
} from "./unsaved-acts";

/**
 * Two editors with queues of their own, a foreign push and regenerations, interleaved at random, over the functions that
 * the browser and the server run. Every text that is typed is unique, so it can be looked for: it must stand in the notes,
 * wait for a decision or in a queue, unless somebody who had it before their eyes replaced it.
 */
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

type Judge = (notes: Notes, operation: NotesOperation) => Judged;
/** What a server without the rule would do: the last writer wins. */
const applyBlindly: Judge = (notes, operation) => {
  const applied = applyOperation(notes, operation);
  return applied.ok ? applied : { ...applied, conflict: null };
};

interface Editor {
  id: string;
  shown: Notes;
  unsaved: UnsavedActs;
}

interface Step {
  who: number;
  what: keyof typeof STEPS;
  pick: number;
  other: number;
}

class World {
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
  typed = new Map<string, { by: string; sawTexts: string }>();
  count = 0;

  constructor(readonly judge: Judge) {
    const { notes, ledger } = read(FILE);
    this.notes = notes;
    this.ledger = ledger;
    this.editors = ["manager", "lead"].map((id) => ({ id, shown: notes, unsaved: NOTHING_UNSAVED }));
  }

  /** A text like no other, and what its author sees while typing. */
  type(editor: Editor): string {
    const text = `w${++this.count}.`;
    this.typed.set(text, { by: editor.id, sawTexts: JSON.stringify(this.look(editor)) });
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
    expect(sumLedger(this.ledger, notes).isBalanced).toBe(true);
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
    this.replace(replayed.notes, (text) => this.isUndone(text));
    this.revision++;
    this.floor = this.revision;
  }

  /** An earlier edit of an act that stands may come back, a later one that was undone may not vanish. */
  isUndone(text: string): boolean {
    return this.explained.has(text);
  }

  /** A person opens one of the choices: theirs, mine, or both in one. */
  decide(editor: Editor, pick: number): void {
    const seen = this.look(editor);
    const [refused] = editor.unsaved.refused;
    if (refused?.conflict) {
      const { subject, yours } = refused.conflict;
      const theirs = readText(seen, subject);
      this.explain(yours, editor);
      this.explain(JSON.stringify(refused.operation), editor);
      editor.unsaved = settleRefused(editor.unsaved, refused.requestId);
      if (theirs !== null && subject.type === "entry" && pick % 2 === 0)
        STEPS.edit(this, editor, Object.keys(seen.entries).indexOf(subject.id));
      return;
    }
    if (refused) {
      this.explain(JSON.stringify(refused.operation), editor);
      editor.unsaved = settleRefused(editor.unsaved, refused.requestId);
      return;
    }
    const [conflict] = listUndecided(seen);
    if (!conflict) return;
    const theirs = readText(seen, conflict.subject);
    const words =
      pick % 3 === 0 ? conflict.yours : pick % 3 === 1 || theirs === null ? theirs : wrap(conflict.subject.type, this.type(editor));
    this.add(editor, {
      type: "decide-text",
      subject: conflict.subject,
      text: theirs === null ? null : words,
      seen: theirs,
      base: conflict.theirs,
    });
  }

  everything(): string {
    return textsOf([this.notes, this.editors.map(({ unsaved }) => [unsaved.acts, unsaved.refused])]);
  }
}

/** A name repeats words that stand elsewhere. */
const textsOf = (value: unknown) => JSON.stringify(value, (key, part: unknown) => (key === "name" ? undefined : part));

const wrap = (type: string, words: string) => (type === "entry" ? `* ${words}` : words);

function read(file: string): { notes: Notes; ledger: LedgerRow[] } {
  if (!VERSION) throw new Error("1.2.0 is a version");
  return consolidate(parseChangelog(file), VERSION);
}

const at = <T>(list: T[], index: number): T | undefined => list[index % Math.max(1, list.length)];
const subsections = (notes: Notes) => notes.categories.flatMap((category) => category.subsections.map((one) => ({ ...one, category })));

type Act = (world: World, editor: Editor, pick: number, other: number) => void;
const STEPS = {
  edit: (world, editor, pick) => {
    const words = world.type(editor);
    const entry = at(Object.values(world.look(editor).entries), pick);
    if (!entry) return world.explain(words, editor);
    const raw = `* ${words}${/#\d/.exec(entry.raw) ? ` (${/#\d/.exec(entry.raw)?.[0]})` : ""}`;
    world.add(editor, { type: "edit-entry", entryId: entry.id, raw, base: entry.origins[0]?.raw ?? entry.raw, seen: entry.raw });
  },
  describe: (world, editor, pick) => {
    const found = at(subsections(world.look(editor)), pick);
    if (found)
      world.add(editor, { type: "describe-subsection", subsectionId: found.id, description: world.type(editor), seen: found.description });
  },
  rename: (world, editor, pick) => {
    const found = at(subsections(world.look(editor)), pick);
    if (found) world.add(editor, { type: "rename-subsection", subsectionId: found.id, title: world.type(editor), seen: found.title });
  },
  renameCategory: (world, editor, pick) => {
    const found = at(world.look(editor).categories, pick);
    if (found?.title) world.add(editor, { type: "rename-category", categoryId: found.id, title: world.type(editor), seen: found.title });
  },
  create: (world, editor, pick, other) => {
    const notes = world.look(editor);
    const [category, entry] = [at(notes.categories, pick), at(Object.keys(notes.entries), other)];
    if (category && entry)
      world.add(editor, {
        type: "create-subsection",
        subsectionId: `s-${world.count}`,
        categoryId: category.id,
        title: world.type(editor),
        description: other % 2 ? world.type(editor) : "",
        index: 0,
        entryIds: [entry],
      });
  },
  remove: (world, editor, pick) => {
    const found = at(subsections(world.look(editor)), pick);
    if (found) {
      const { title, description } = found;
      world.add(editor, { type: "delete-subsection", subsectionId: found.id, seen: { title, description } });
    }
  },
  place: (world, editor, pick, other) => {
    const notes = world.look(editor);
    const [entryId, home] = [at(Object.keys(notes.entries), pick), at(notes.categories, other)];
    const subsectionId = at([null, ...(home?.subsections.map(({ id }) => id) ?? [])], pick) ?? null;
    if (entryId && home)
      world.add(editor, { type: "place-entries", placements: [{ entryId, to: { categoryId: home.id, subsectionId, index: other % 3 } }] });
  },
  drop: (world, editor, pick) => {
    const entryId = at(Object.keys(world.look(editor).entries), pick);
    if (entryId) world.add(editor, { type: "drop-entry", entryId, reason: "It was reverted." });
  },
  restore: (world, editor, pick) => {
    const found = at(Object.entries(world.look(editor).dropped ?? {}), pick);
    if (found) world.add(editor, { type: "restore-entry", entryId: found[0], to: found[1].from });
  },
  send: (world, editor) => void world.send(editor, false),
  sendWithoutAnswer: (world, editor) => void world.send(editor, true),
  reconnect: (world, editor) => {
    while (world.send(editor, false));
    world.refresh(editor);
  },
  refresh: (world, editor) => world.refresh(editor),
  crash: (world, editor) => {
    // What the browser keeps: acts that are not known to be saved, and refused ones.
    const { acts, refused } = JSON.parse(JSON.stringify(editor.unsaved)) as UnsavedActs;
    world.explain(JSON.stringify(editor.unsaved.takenBack), editor);
    editor.unsaved = { acts: acts.filter(({ revision }) => revision === null), refused, takenBack: [] };
    world.refresh(editor);
  },
  undo: (world, editor) => world.undo(editor),
  redo: (world, editor) => world.redo(editor),
  push: (world, _, pick, other) => {
    const lines = world.file.split("\n");
    const bullets = lines.flatMap((line, index) => (/^\*|^Held|^#### H/.test(line) ? [index] : []));
    const index = at(bullets, pick) ?? 0;
    const line = lines[index] ?? "";
    if (other % 4 === 0 && line.startsWith("*")) lines.splice(index, 1);
    else lines[index] = line.replace(/^(\* |Held |#### Hull?)/, `$1u${++world.count} `);
    world.file = lines.join("\n");
  },
  move: (world) => world.move(),
  decide: (world, editor, pick) => world.decide(editor, pick),
} satisfies Record<string, Act>;

const anyStep: fc.Arbitrary<Step> = fc.record({
  who: fc.nat(1),
  what: fc.constantFrom(...(Object.keys(STEPS) as (keyof typeof STEPS)[]), "edit", "edit", "describe", "send", "reconnect"),
  pick: fc.nat(30),
  other: fc.nat(30),
});

function play(steps: Step[], judge: Judge): void {
  const world = new World(judge);
  for (const { who, what, pick, other } of steps) {
    const editor = world.editors[who];
    if (editor) (STEPS[what] as Act)(world, editor, pick, other);
  }
  for (const editor of world.editors) STEPS.reconnect(world, editor);
  world.move();
  const found = world.everything();
  for (const text of world.typed.keys()) if (!world.explained.has(text) && !found.includes(text)) throw new Error(`${text} was lost`);
  const written = VERSION && renderNotes(parseChangelog(world.file), VERSION, world.notes, "2026-03-01");
  for (const category of world.notes.categories)
    for (const id of [...category.ungroupedIds, ...category.subsections.flatMap(({ entryIds }) => entryIds)])
      expect(written).toContain(world.notes.entries[id]?.raw);
}

test("T14 two editors with queues, a foreign push and regenerations, 1,000 interleavings: nothing lost, nothing overwritten silently", () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 60, size: "max" }), (steps) => play(steps, judgeOperation)),
    { numRuns: 1000 },
  );
});

test("T14 the same with the last writer winning is caught", () => {
  const outcome = fc.check(
    fc.property(fc.array(anyStep, { maxLength: 60, size: "max" }), (steps) => play(steps, applyBlindly)),
    { numRuns: 1000 },
  );
  expect(outcome.failed).toBe(true);
  expect(String(outcome.errorInstance)).toMatch(/was overwritten silently/);
});

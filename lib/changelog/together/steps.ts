import type { Notes } from "@/lib/changelog/notes";
import { readText } from "@/lib/changelog/text-subject";
import { listUndecided } from "@/lib/changelog/undecided";
import { settleRefused, type UnsavedActs } from "@/lib/changelog/unsaved-acts";
import type { Editor, World } from "./world";

const at = <T>(list: T[], index: number): T | undefined => list[index % Math.max(1, list.length)];
const subsections = (notes: Notes) => notes.categories.flatMap((category) => category.subsections.map((one) => ({ ...one, category })));

const wrap = (type: string, words: string) => (type === "entry" ? `* ${words}` : words);

export type Act = (world: World, editor: Editor, pick: number, other: number) => void;
/** Everything that can happen to the notes; the numbers choose what it happens to. */
export const STEPS = {
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
  decide: (world, editor, pick) => decide(world, editor, pick),
} satisfies Record<string, Act>;

/** A person opens one of the choices: theirs, mine, or both in one. */
function decide(world: World, editor: Editor, pick: number): void {
  const seen = world.look(editor);
  const [refused] = editor.unsaved.refused;
  if (refused?.conflict) {
    const { subject, yours } = refused.conflict;
    const theirs = readText(seen, subject);
    world.explain(yours, editor);
    world.explain(JSON.stringify(refused.operation), editor);
    editor.unsaved = settleRefused(editor.unsaved, refused.requestId);
    if (theirs !== null && subject.type === "entry" && pick % 2 === 0)
      STEPS.edit(world, editor, Object.keys(seen.entries).indexOf(subject.id));
    return;
  }
  if (refused) {
    world.explain(JSON.stringify(refused.operation), editor);
    editor.unsaved = settleRefused(editor.unsaved, refused.requestId);
    return;
  }
  const [conflict] = listUndecided(seen);
  if (!conflict) return;
  const theirs = readText(seen, conflict.subject);
  const words =
    pick % 3 === 0 ? conflict.yours : pick % 3 === 1 || theirs === null ? theirs : wrap(conflict.subject.type, world.type(editor));
  world.add(editor, {
    type: "decide-text",
    subject: conflict.subject,
    yours: conflict.yours,
    text: theirs === null ? null : words,
    seen: theirs,
    base: conflict.theirs,
  });
}

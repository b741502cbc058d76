import { expect, test } from "vitest";
import { applyOperation } from "./apply-operation";
import type { TextConflict } from "./find-conflict";
import { judgeOperation } from "./judge-operation";
import type { Notes } from "./notes";
import type { NotesOperation, OperationOf } from "./notes-operation";
import { listUndecided } from "./undecided";

const subject = { type: "description" as const, id: "hull" };
const conflict = (yours: string, theirs: string | null): TextConflict => ({
  subject,
  name: "the description of Hull",
  base: "Held water out.",
  theirs,
  yours,
  theirsBy: null,
  yoursBy: null,
});
/** Notes with a Hull of this description, or without one, in which these words wait. */
const notesWith = (description: string | null, ...waiting: string[]): Notes => ({
  version: "1.2.0",
  entries: {},
  categories: [
    {
      id: "features",
      title: "Features",
      subsections: description === null ? [] : [{ id: "hull", title: "Hull", description, entryIds: [] }],
      ungroupedIds: [],
    },
  ],
  undecided: waiting.map((yours) => conflict(yours, description)),
});
const decide = (yours: string | undefined, text: string | null, seen: string | null): OperationOf<"decide-text"> => ({
  type: "decide-text",
  subject,
  ...(yours === undefined ? {} : { yours }),
  text,
  seen,
  base: seen,
});
const waitingIn = (notes: Notes) => listUndecided(notes).map(({ yours }) => yours);

for (const [name, notes, operation, expected] of [
  ["ends the conflict over the words it names", notesWith("Theirs.", "Mine.", "More."), decide("More.", "Both.", "Theirs."), ["Mine."]],
  ["lets go of the words it names", notesWith(null, "Mine.", "More."), decide("More.", null, null), ["Mine."]],
  ["does not let go of words that wait there by now", notesWith(null, "A colleague's."), decide("Mine.", null, null), null],
  [
    "of somebody who came second does not end the next conflict",
    notesWith("Theirs.", "More."),
    decide("Mine.", "Theirs.", "Theirs."),
    null,
  ],
  [
    "from before decisions named words ends the oldest conflict",
    notesWith("Theirs.", "Mine.", "More."),
    decide(undefined, "Theirs.", "Theirs."),
    ["More."],
  ],
] as [string, Notes, NotesOperation, string[] | null][])
  test(`a decision ${name}`, () => {
    const judged = judgeOperation(notes, operation);
    expect(judged.ok ? waitingIn(judged.notes) : null).toEqual(expected);
    if (!judged.ok) expect(judged.reason).toBe("Somebody has decided this already. Look at the words that stand there now.");
  });

test("a decision that is taken back and made again ends the same conflict", () => {
  const apply = (notes: Notes, operation: NotesOperation) => {
    const applied = applyOperation(notes, operation);
    if (!applied.ok) throw new Error(applied.reason);
    return applied;
  };
  const decided = apply(notesWith("Theirs.", "Mine.", "More."), decide("Mine.", "Theirs.", "Theirs."));
  const undone = apply(decided.notes, decided.inverse);
  expect(waitingIn(undone.notes)).toEqual(["More.", "Mine."]);
  expect(waitingIn(apply(undone.notes, undone.inverse).notes)).toEqual(["More."]);
});

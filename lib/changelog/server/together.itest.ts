import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { database, pool } from "@/lib/db/client";
import { startTestDatabase } from "@/lib/db/test-database";
import { AppError } from "@/lib/errors/app-error";
import { parseVersion } from "@/lib/releases/version";
import { consolidate } from "../consolidate";
import type { Notes } from "../notes";
import type { NotesOperation } from "../notes-operation";
import { parseChangelog } from "../parse-changelog";
import { renewDraft } from "../renew-draft";
import { changeDraft, redoChange, undoChange } from "./change-draft";
import { notesColumns, toJson } from "./draft-row";
import { getDraft, getDraftNews } from "./get-draft";
import { listPresence } from "./list-presence";
import { markPresence } from "./mark-presence";

const FILE = "## 1.2.0\n\n### Features\n\n#### Hull\nHeld water out.\n\n* Add a mast (#1)\n* Add a sail (#2)\n";
let stopDatabase: () => Promise<void>;
let manager: Actor;
let lead: Actor;
let auditor: Actor;
let repositoryId: string;
let draftId: string;

beforeAll(async () => {
  stopDatabase = await startTestDatabase();
  const repository = await database().repository.create({
    data: { githubId: 1n, nodeId: "R_1", owner: "odd", name: "boat", isPrivate: false, defaultBranch: "main", installationId: 1n },
  });
  repositoryId = repository.id;
  [manager, lead, auditor] = await Promise.all([
    addPerson("demo-manager", "Demo Manager", "maintain", 1n),
    addPerson("demo-lead", "Demo Lead", "write", 2n),
    addPerson("demo-auditor", "Demo Auditor", "read", 3n),
  ]);
});

afterAll(() => stopDatabase());

/** A person, as GitHub was heard to say a moment ago. */
async function addPerson(login: string, name: string, role: string, githubId: bigint): Promise<Actor> {
  const user = await database().user.create({ data: { githubId, login, name } });
  await database().repositoryAccess.create({ data: { userId: user.id, repositoryId, role, checkedAt: new Date() } });
  return { id: user.id, login, name };
}

beforeEach(async () => {
  await database().repositoryAccess.updateMany({ data: { checkedAt: new Date() } });
  const version = parseVersion("1.2.0");
  if (!version) throw new Error("1.2.0 is a version");
  const { notes, ledger } = consolidate(parseChangelog(FILE), version);
  const release = await database().release.create({ data: { repositoryId, version: `1.2.0-${randomUUID()}`, sortKey: "1" } });
  const draft = await database().draft.create({
    data: {
      releaseId: release.id,
      branch: "release/1.2.0",
      path: "CHANGELOG.md",
      headSha: "1".repeat(40),
      blobOid: "2".repeat(40),
      version: "1.2.0",
      date: "2026-03-01",
      ...notesColumns(notes),
      ledger: toJson(ledger),
      createdBy: manager.id,
    },
  });
  draftId = draft.id;
});

const notesNow = async () => (await getDraft(manager, draftId)).notes;
const idOf = (notes: Notes, words: string) => Object.values(notes.entries).find(({ text }) => text.includes(words))?.id ?? "";
const edit = (notes: Notes, words: string, raw: string): NotesOperation => {
  const entryId = idOf(notes, words);
  const seen = notes.entries[entryId]?.raw ?? "";
  return { type: "edit-entry", entryId, raw, base: seen, seen };
};
const change = (actor: Actor, operation: NotesOperation, requestId: string = randomUUID()) =>
  changeDraft(actor, { draftId, operation, requestId });
const refusal = (act: Promise<unknown>): Promise<AppError> =>
  act.then(
    () => Promise.reject(new Error("this should have been refused")),
    (error: unknown) => (error instanceof AppError ? error : Promise.reject(error)),
  );

test("two people edit different entries at the same moment: both are there", async () => {
  const notes = await notesNow();
  await Promise.all([
    change(manager, edit(notes, "mast", "* Add a tall mast (#1)")),
    change(lead, edit(notes, "sail", "* Add a red sail (#2)")),
  ]);
  const { entries } = await notesNow();
  expect([idOf(notes, "mast"), idOf(notes, "sail")].map((id) => entries[id]?.raw)).toEqual([
    "* Add a tall mast (#1)",
    "* Add a red sail (#2)",
  ]);
});

test("two people edit one entry at the same moment: exactly one lands, the other is refused with both texts and the name", async () => {
  const notes = await notesNow();
  const outcomes = await Promise.allSettled([
    change(manager, edit(notes, "mast", "* Add a tall mast (#1)")),
    change(lead, edit(notes, "mast", "* Add a short mast (#1)")),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const isManagerFirst = outcomes[0]?.status === "fulfilled";
  const refused = outcomes.find(({ status }) => status === "rejected") as PromiseRejectedResult;
  const [tall, short] = ["* Add a tall mast (#1)", "* Add a short mast (#1)"];
  expect(refused.reason).toMatchObject({
    code: "conflict",
    detail: {
      conflict: {
        base: "* Add a mast (#1)",
        theirs: isManagerFirst ? tall : short,
        yours: isManagerFirst ? short : tall,
        theirsBy: isManagerFirst ? "Demo Manager" : "Demo Lead",
      },
    },
  });
  expect((await notesNow()).entries[idOf(notes, "mast")]?.raw).toBe(isManagerFirst ? tall : short);
});

test("an act that is sent three times counts once, in the draft and in the record", async () => {
  const requestId = randomUUID();
  const operation = edit(await notesNow(), "mast", "* Add a tall mast (#1)");
  await Promise.all([1, 2, 3].map(() => change(manager, operation, requestId)));
  expect((await getDraft(manager, draftId)).revision).toBe(1);
  expect(await database().event.count({ where: { data: { path: ["requestId"], equals: requestId } } })).toBe(1);
  // The answer was lost, and meanwhile the notes were committed: it is saved all the same.
  await database().draft.update({ where: { id: draftId }, data: { state: "committed" } });
  expect(await change(manager, operation, requestId)).toMatchObject({ revision: 1 });
  expect((await refusal(change(manager, operation))).message).toContain("not open any more");
});

test("a page reads what happened since its revision, and the whole draft once it was moved onto another commit", async () => {
  const start = await getDraft(manager, draftId);
  await change(manager, edit(start.notes, "mast", "* Add a tall mast (#1)"));
  const one = await getDraft(manager, draftId);
  await change(lead, edit(start.notes, "sail", "* Add a red sail (#2)"));
  await undoChange(manager, { draftId });
  const now = await getDraft(manager, draftId);
  const newsSince = async (revision: number) => {
    const news = await getDraftNews(manager, draftId, revision);
    if (!("acts" in news)) throw new Error("the whole draft was answered");
    return news;
  };
  for (const known of [start, one, now]) expect(renewDraft(known, await newsSince(known.revision))).toEqual(now);
  expect((await newsSince(1)).acts.map(({ type }) => type)).toEqual(["edit-entry", "edit-entry"]);
  expect(await getDraftNews(manager, draftId, 4)).toEqual(now);
  await database().draft.update({ where: { id: draftId }, data: { revision: 4, undoFloor: 4 } });
  expect(await getDraftNews(manager, draftId, 3)).toMatchObject({ revision: 4, notes: now.notes });
  expect(await newsSince(4)).toMatchObject({ acts: [], draft: { revision: 4 } });
});

test("an act whose answer was lost is answered with the revision it was saved as, not with a later one", async () => {
  const requestId = randomUUID();
  const notes = await notesNow();
  const operation = edit(notes, "mast", "* Add a tall mast (#1)");
  await change(manager, operation, requestId);
  await change(lead, edit(notes, "sail", "* Add a red sail (#2)"));
  expect(await change(manager, operation, requestId)).toMatchObject({ revision: 1 });
});

test("an act that waited in the browser is saved for nobody but its author", async () => {
  const operation = edit(await notesNow(), "mast", "* Add a tall mast (#1)");
  const { code } = await refusal(changeDraft(lead, { draftId, operation, requestId: randomUUID(), authorId: manager.id }));
  expect([code, (await getDraft(manager, draftId)).revision]).toEqual(["unauthenticated", 0]);
});

test("descriptions and titles are not written over unseen either, nor is a subsection deleted with them", async () => {
  const notes = await notesNow();
  const subsectionId = notes.categories[0]?.subsections[0]?.id ?? "";
  await change(lead, { type: "describe-subsection", subsectionId, description: "Kept dry.", seen: "Held water out." });
  const { detail } = await refusal(
    change(manager, { type: "describe-subsection", subsectionId, description: "Stayed afloat.", seen: "Held water out." }),
  );
  expect(detail.conflict).toMatchObject({ theirs: "Kept dry.", yours: "Stayed afloat.", theirsBy: "Demo Lead" });
  const { message } = await refusal(
    change(manager, { type: "delete-subsection", subsectionId, seen: { title: "Hull", description: "Held water out." } }),
  );
  expect(message).toContain("were changed meanwhile");
});

test("undo and redo are refused where a colleague has written since", async () => {
  const first = await notesNow();
  await change(manager, edit(first, "mast", "* Add a tall mast (#1)"));
  await change(lead, edit(await notesNow(), "mast", "* Add a tall, red mast (#1)"));
  expect((await refusal(undoChange(manager, { draftId }))).message).toContain("somebody else has changed the same entries since");
  await undoChange(lead, { draftId });
  await change(manager, edit(await notesNow(), "mast", "* Add a mast of oak (#1)"));
  expect((await refusal(redoChange(lead, { draftId }))).message).toBe(
    "Demo Manager changed “Add a mast of oak” while you were away. Doing it again would write over it.",
  );
});

test("a decision ends an open conflict, is told in the record, and can be undone", async () => {
  const notes = await notesNow();
  const id = idOf(notes, "mast");
  const conflict = {
    subject: { type: "entry" as const, id },
    name: "“Add a mast”",
    base: "* Add a pole (#1)",
    theirs: "* Add a mast (#1)",
    yours: "* Add a tall pole (#1)",
    theirsBy: null,
    yoursBy: "Demo Lead",
  };
  await database().draft.update({ where: { id: draftId }, data: notesColumns({ ...notes, undecided: [conflict] }) });
  expect((await refusal(change(lead, edit(notes, "mast", "* Another (#1)")))).message).toContain("waits for a decision");
  await change(manager, {
    type: "decide-text",
    subject: conflict.subject,
    yours: conflict.yours,
    text: "* Add a tall mast (#1)",
    seen: conflict.theirs,
    base: conflict.theirs,
  });
  const decided = await notesNow();
  expect([decided.entries[id]?.raw, decided.undecided]).toEqual(["* Add a tall mast (#1)", undefined]);
  const [event] = await database().event.findMany({ where: { type: "changelog.draft-changed" }, orderBy: { seq: "desc" }, take: 1 });
  expect(event?.sentence).toBe("Chose the words of “Add a tall mast”");
  await undoChange(manager, { draftId });
  expect(await notesNow()).toEqual({ ...notes, undecided: [conflict] });
});

test("presence: a tab is seen at its place, moves, leaves, and is forgotten 45 s after its last word", async () => {
  const [tab, other] = [randomUUID(), randomUUID()];
  const at = (actor: Actor, tabId: string, entryId: string | null, isLeaving = false) =>
    markPresence(actor, { draftId, tabId, entryId, isEditing: entryId !== null, isLeaving });
  await at(manager, tab, "a");
  expect(await at(auditor, other, null)).toMatchObject([
    { name: "Demo Auditor", entryId: null },
    { name: "Demo Manager", entryId: "a", isEditing: true },
  ]);
  // Nobody speaks for another person's tab.
  await at(lead, tab, "b");
  await at(lead, tab, null, true);
  expect(await listPresence(lead, draftId)).toContainEqual(expect.objectContaining({ name: "Demo Manager", entryId: "a" }));
  await at(auditor, other, null, true);
  expect(await listPresence(lead, draftId)).toHaveLength(1);
  await pool().query(`update "Presence" set "seenAt" = now() - interval '46 seconds'`);
  expect(await listPresence(lead, draftId)).toEqual([]);
});

test("presence is announced when something changed, and not with every beat", async () => {
  const client = await pool().connect();
  const heard: string[] = [];
  client.on("notification", ({ payload }) => heard.push(payload ?? ""));
  await client.query("listen slipway_live");
  try {
    const tabId = randomUUID();
    for (const entryId of ["a", "a", "a", "b"]) await markPresence(manager, { draftId, tabId, entryId, isEditing: false });
    await markPresence(manager, { draftId, tabId, entryId: null, isEditing: false, isLeaving: true });
    await client.query("select 1");
    expect(heard).toEqual(Array.from({ length: 3 }, () => JSON.stringify([{ repositoryId, topic: "presence" }])));
  } finally {
    await client.query("unlisten *");
    client.release();
  }
});

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { consolidate } from "@/lib/changelog/consolidate";
import type { Notes } from "@/lib/changelog/notes";
import type { NotesOperation } from "@/lib/changelog/notes-operation";
import { parseChangelog } from "@/lib/changelog/parse-changelog";
import { changeDraft, undoChange } from "@/lib/changelog/server/change-draft";
import { notesColumns, readDraftRow, toJson } from "@/lib/changelog/server/draft-row";
import { database } from "@/lib/db/client";
import { startTestDatabase } from "@/lib/db/test-database";
import { parseVersion } from "@/lib/releases/version";
import { readStanding } from "../read-standing";
import { replyToThread, startThread } from "./comment";
import { getReview } from "./get-review";
import { editComment, withdrawComment } from "./own-comment";
import { askForReview, giveVerdict } from "./review-text";
import { settleThread } from "./settle-thread";

const FILE = "# Changes\n\n## 1.2.0 (2026-01-01)\n\n### Features\n* One (#1)\n* Two (#2)\n\n### Fixes\n* Three (#3)\n";
const ROLES = { manager: "maintain", lead: "write", reviewer: "triage", auditor: "read", outsider: "none" } as const;
type Name = keyof typeof ROLES;

let stopDatabase: () => Promise<void>;
let repositoryId: string;
const people = Object.fromEntries(
  Object.keys(ROLES).map((name) => [name, { id: randomUUID(), login: `demo-${name}`, name: `Demo ${name}` }]),
) as Record<Name, Actor>;

beforeAll(async () => {
  stopDatabase = await startTestDatabase();
  const repository = await database().repository.create({
    data: { githubId: 1, nodeId: "R_1", owner: "odd", name: "lifts", isPrivate: true, defaultBranch: "main", installationId: 1 },
  });
  repositoryId = repository.id;
  await database().fileBlob.create({ data: { repositoryId, oid: "file", bytes: Buffer.from(FILE) } });
  // What GitHub said a moment ago: the roles are its word, here as in the running application.
  for (const [index, { id, login, name }] of Object.values(people).entries()) {
    await database().user.create({ data: { id, githubId: index + 1, login, name } });
    const role = ROLES[login.slice(5) as Name];
    await database().repositoryAccess.create({
      data: { userId: id, repositoryId, role, checkedAt: new Date(Date.now() + 3_600_000) },
    });
  }
});

afterAll(() => stopDatabase());

const version = parseVersion("1.2.0");
let releases = 0;

/** A release with an open draft, as opening its notes makes one. */
async function openNotes(releaseId?: string) {
  if (!version) throw new Error("1.2.0 is a version");
  releases += 1;
  const { notes, ledger } = consolidate(parseChangelog(FILE, "CHANGELOG.md"), version);
  const release = releaseId
    ? { id: releaseId }
    : await database().release.create({ data: { repositoryId, version: `1.2.${releases}`, sortKey: String(releases) } });
  const draft = await database().draft.create({
    data: {
      releaseId: release.id,
      branch: "release/1.2.0",
      path: "CHANGELOG.md",
      headSha: "0".repeat(40),
      blobOid: "file",
      version: "1.2.0",
      date: "2026-01-01",
      ...notesColumns(notes),
      ledger: toJson(ledger),
      createdBy: people.manager.id,
    },
  });
  const idOf = (text: string) => Object.values(notes.entries).find((entry) => entry.text === text)?.id ?? "missing";
  const change = (actor: Actor, operation: NotesOperation) => changeDraft(actor, { draftId: draft.id, operation, requestId: randomUUID() });
  const edit = async (actor: Actor, text: string, raw: string) => {
    const entryId = idOf(text);
    const now = readDraftRow(await database().draft.findUniqueOrThrow({ where: { id: draft.id } })).notes;
    const wordsIn = (of: Notes) => of.entries[entryId]?.raw ?? "";
    return change(actor, { type: "edit-entry", entryId, raw, base: wordsIn(notes), seen: wordsIn(now) });
  };
  return { releaseId: release.id, draftId: draft.id, idOf, change, edit };
}

const eventsOf = async (releaseId: string) =>
  (await database().event.findMany({ where: { releaseId }, orderBy: { seq: "asc" } })).map(({ type, actor, sentence }) => [
    type,
    actor,
    sentence,
  ]);
const sayings = async (actor: Actor, draftId: string) => {
  const { steps } = await getReview(actor, draftId);
  const { state, sentence, also } = readStanding(steps);
  return [state, sentence, ...also];
};

test("a conversation about an entry: replied, edited with its history, resolved, opened again by a reply, withdrawn", async () => {
  const { draftId, releaseId, idOf, edit } = await openNotes();
  const [threadId, first, second, third] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const begin = { draftId, threadId, commentId: first, entryId: idOf("One"), text: "Which one?" };
  await startThread(people.reviewer, begin);
  await startThread(people.reviewer, begin);
  await edit(people.manager, "One", "* One lift (#1)");
  await replyToThread(people.manager, { draftId, threadId, commentId: second, text: "The first." });
  await editComment(people.manager, { commentId: second, text: "The **first** lift." });
  await editComment(people.manager, { commentId: second, text: "The **first** lift." });
  await settleThread(people.reviewer, { threadId, isResolved: true });
  await settleThread(people.reviewer, { threadId, isResolved: true });
  expect((await getReview(people.auditor, draftId)).threads[0]?.resolved?.by.name).toBe("Demo reviewer");
  await replyToThread(people.lead, { draftId, threadId, commentId: third, text: "Not yet." });
  await withdrawComment(people.lead, { commentId: third });
  await withdrawComment(people.lead, { commentId: third });

  const { threads, refusal } = await getReview(people.auditor, draftId);
  expect(refusal).toBe(
    "To review the notes of odd/lifts you need the role triage on GitHub; you have read. Ask an administrator of the repository.",
  );
  expect(threads).toMatchObject([
    {
      entryId: idOf("One"),
      resolved: null,
      comments: [
        { by: { name: "Demo reviewer" }, text: "Which one?", about: "* One (#1)", earlier: [] },
        { by: { name: "Demo manager" }, text: "The **first** lift.", about: "* One lift (#1)", earlier: [{ text: "The first." }] },
        { by: { name: "Demo lead" }, text: null },
      ],
    },
  ]);
  // Withdrawn words are shown to nobody, and kept.
  expect(await database().commentVersion.findMany({ where: { commentId: third } })).toMatchObject([{ text: "Not yet." }]);
  expect((await eventsOf(releaseId)).filter(([type]) => type?.startsWith("comment."))).toEqual([
    ["comment.added", "demo-reviewer", "Commented on “One”"],
    ["comment.added", "demo-manager", "Replied about “One lift”"],
    ["comment.edited", "demo-manager", "Changed a comment about “One”"],
    ["comment.thread-resolved", "demo-reviewer", "Resolved the conversation about “One”"],
    ["comment.added", "demo-lead", "Replied about “One lift”"],
    ["comment.withdrawn", "demo-lead", "Withdrew a comment about “One”"],
  ]);
});

test("who may read only, who belongs elsewhere, and who did not write it are refused, and nothing is kept", async () => {
  const { draftId, releaseId, idOf } = await openNotes();
  const [threadId, commentId] = [randomUUID(), randomUUID()];
  await startThread(people.lead, { draftId, threadId, commentId, entryId: null, text: "All of it" });
  const before = await eventsOf(releaseId);
  const refusals: [Name, string][] = [
    ["auditor", "forbidden"],
    ["outsider", "not-found"],
  ];
  for (const [name, code] of refusals)
    for (const act of [
      () => startThread(people[name], { draftId, threadId: randomUUID(), commentId: randomUUID(), entryId: idOf("One"), text: "x" }),
      () => replyToThread(people[name], { draftId, threadId, commentId: randomUUID(), text: "x" }),
      () => settleThread(people[name], { threadId, isResolved: true }),
      () => editComment(people[name], { commentId, text: "x" }),
      () => withdrawComment(people[name], { commentId }),
      () => askForReview(people[name], { stepId: randomUUID(), draftId, revision: 0, words: "" }),
      () => giveVerdict(people[name], { stepId: randomUUID(), draftId, revision: 0, verdict: "approve", words: "" }),
    ])
      await expect(act()).rejects.toMatchObject({ code });
  await expect(getReview(people.outsider, draftId)).rejects.toMatchObject({ code: "not-found" });
  await expect(editComment(people.manager, { commentId, text: "Put into their mouth" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(withdrawComment(people.manager, { commentId })).rejects.toMatchObject({ code: "forbidden" });
  await expect(
    startThread(people.manager, { draftId, threadId: randomUUID(), commentId, entryId: null, text: "Their number" }),
  ).rejects.toMatchObject({ code: "conflict" });
  for (const text of ["", "  ", "x".repeat(10_001)])
    await expect(replyToThread(people.lead, { draftId, threadId, commentId: randomUUID(), text })).rejects.toMatchObject({
      code: "invalid",
    });
  await expect(
    giveVerdict(people.lead, { stepId: randomUUID(), draftId, revision: 0, verdict: "request-changes", words: " " }),
  ).rejects.toMatchObject({ code: "invalid" });
  expect(await eventsOf(releaseId)).toEqual(before);
});

test("rounds: asked, changes requested, written, approved; the approval is stale after an edit and stands again after its undo", async () => {
  const { draftId, releaseId, edit, change, idOf } = await openNotes();
  const step = { stepId: randomUUID(), draftId, revision: 0, words: "Have a look" };
  await askForReview(people.manager, step);
  await askForReview(people.manager, step);
  await giveVerdict(people.reviewer, {
    stepId: randomUUID(),
    draftId,
    revision: 0,
    verdict: "request-changes",
    words: "One is too short.",
  });
  expect(await sayings(people.lead, draftId)).toEqual(["changes-requested", "Changes requested by Demo reviewer."]);
  await edit(people.manager, "One", "* One lift (#1)");
  expect(await sayings(people.lead, draftId)).toEqual(["stale", "Demo reviewer requested changes, and the text changed since: 1 entry."]);

  // Who still has the old text before them answers to nothing; marks alone do not change the text.
  await expect(
    giveVerdict(people.reviewer, { stepId: randomUUID(), draftId, revision: 0, verdict: "approve", words: "" }),
  ).rejects.toMatchObject({
    code: "conflict",
    message: "The text changed while you were reading it. Look at what changed, then answer again.",
  });
  await change(people.lead, { type: "mark-reviewed", entryIds: [idOf("Two")], isReviewed: true });
  await giveVerdict(people.reviewer, { stepId: randomUUID(), draftId, revision: 1, verdict: "approve", words: "" });
  expect(await sayings(people.lead, draftId)).toEqual(["approved", "Approved by Demo reviewer on exactly this text."]);

  await change(people.lead, { type: "drop-entry", entryId: idOf("Three"), reason: "It was reverted." });
  await edit(people.lead, "Two", "* Two lifts (#2)");
  expect(await sayings(people.lead, draftId)).toEqual(["stale", "The text changed after Demo reviewer approved it: 2 entries."]);
  await undoChange(people.lead, { draftId });
  await undoChange(people.lead, { draftId });
  expect(await sayings(people.lead, draftId)).toEqual(["approved", "Approved by Demo reviewer on exactly this text."]);
  await giveVerdict(people.lead, { stepId: randomUUID(), draftId, revision: 6, verdict: "approve", words: "" });
  await giveVerdict(people.manager, { stepId: randomUUID(), draftId, revision: 6, verdict: "approve", words: "" });
  expect(await sayings(people.lead, draftId)).toEqual([
    "approved",
    "Approved by Demo reviewer and Demo lead on exactly this text.",
    "Demo manager approved it and also wrote in it: own text, so somebody else should approve it.",
  ]);
  expect((await eventsOf(releaseId)).filter(([type]) => type?.startsWith("review."))).toEqual([
    ["review.asked", "demo-manager", "Asked for a review of the notes of 1.2.0"],
    ["review.changes-requested", "demo-reviewer", "Requested changes in the notes of 1.2.0"],
    ["review.approved", "demo-reviewer", "Approved the text of 1.2.0"],
    ["review.approved", "demo-lead", "Approved the text of 1.2.0"],
    ["review.approved", "demo-manager", "Approved the text of 1.2.0"],
  ]);
});

test("what was said stays with the release: a later draft of it shows threads and rounds, and an approval of the same text stands", async () => {
  const { draftId, releaseId, idOf } = await openNotes();
  await startThread(people.lead, { draftId, threadId: randomUUID(), commentId: randomUUID(), entryId: idOf("Two"), text: "Later" });
  await giveVerdict(people.lead, { stepId: randomUUID(), draftId, revision: 0, verdict: "approve", words: "" });
  await database().draft.update({ where: { id: draftId }, data: { state: "committed" } });
  await expect(
    giveVerdict(people.lead, { stepId: randomUUID(), draftId, revision: 0, verdict: "approve", words: "" }),
  ).rejects.toMatchObject({ code: "conflict" });
  const later = await openNotes(releaseId);
  const { threads } = await getReview(people.manager, later.draftId);
  expect(threads).toMatchObject([{ entryId: idOf("Two"), comments: [{ text: "Later" }] }]);
  expect(await sayings(people.manager, later.draftId)).toEqual(["approved", "Approved by Demo lead on exactly this text."]);
});

test("who marked how many entries is known, and the application cannot rewrite what was said", async () => {
  const { draftId, change, idOf } = await openNotes();
  await change(people.manager, { type: "mark-reviewed", entryIds: [idOf("One"), idOf("Two")], isReviewed: true });
  await change(people.lead, { type: "mark-reviewed", entryIds: [idOf("Three")], isReviewed: true });
  const { marks } = await getReview(people.auditor, draftId);
  expect(marks.map(({ by, count }) => [by.name, count])).toEqual([
    ["Demo manager", 2],
    ["Demo lead", 1],
  ]);
  for (const sql of [
    `update "CommentVersion" set text = 'x'`,
    `delete from "CommentVersion"`,
    `update "ReviewStep" set words = 'x'`,
    `delete from "ReviewStep"`,
  ])
    await expect(database().$executeRawUnsafe(sql), sql).rejects.toThrow(/permission denied/);
});

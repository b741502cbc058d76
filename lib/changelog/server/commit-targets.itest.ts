import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { startTestWorld, type TestWorld } from "@/lib/releases/server/test-world";
import { gitText } from "@/local-github/git/git";

const BRANCH = "release/1.2.0";
const CHANGELOG = `# Changes

## 1.2.0rc2 (2026-02-01)

### Features
* Lift by label (#3)

## 1.2.0rc1 (2026-01-20)

### Features
* Watch a lift (#1)
`;

let world: TestWorld;
let keeper: Actor;
let reader: Actor;

beforeAll(async () => {
  world = await startTestWorld();
  keeper = await world.addPerson("keeper", "maintain");
  reader = await world.addPerson("reader", "read");
});

afterAll(() => world.stop());

const commands = async () => ({
  ...(await import("./open-draft")),
  ...(await import("./change-draft")),
  ...(await import("./commit-draft")),
  ...(await import("./propose-draft")),
  ...(await import("./write-release")),
  ...(await import("./undo-commit")),
  ...(await import("./find-undoable-commit")),
  ...(await import("./get-commit-targets")),
  ...(await import("@/lib/releases/server/sync-repository")),
  ...(await import("@/lib/db/client")),
});

/** A repository of its own for each test, with an open draft of its notes. */
async function openNotes(name: string) {
  const repository = await world.addRepository(name, BRANCH, { "CHANGELOG.md": CHANGELOG, VERSION: "1.2.0\n" });
  const { openDraft, database, syncRepository } = await commands();
  const candidate = await database().candidate.findFirstOrThrow({
    where: { release: { repositoryId: repository.id }, goneAt: null, type: "final" },
  });
  const { draftId } = await openDraft(keeper, { releaseId: candidate.releaseId, candidateId: candidate.id });
  const git = (...args: string[]) => gitText(repository.folder, args);
  const draft = () => database().draft.findUniqueOrThrow({ where: { id: draftId } });
  const events = async (type: string) =>
    (await database().event.findMany({ where: { repositoryId: repository.id, type }, orderBy: { seq: "asc" } })).map(
      ({ sentence }) => sentence,
    );
  const words = async (branch = "notes/1.2.0") => ({
    draftId,
    revision: (await draft()).revision,
    branch,
    message: "docs: write the notes of 1.2.0",
    title: "docs: write the notes of 1.2.0",
    body: "- **Version**: 1.2.0",
  });
  const pulls = () => world.github.world.store.state.pullRequests.filter(({ repositoryId }) => repositoryId === repository.record.id);
  const releases = () => world.github.world.store.state.releases.filter(({ repositoryId }) => repositoryId === repository.record.id);
  return {
    ...repository,
    draftId,
    releaseId: candidate.releaseId,
    git,
    draft,
    events,
    words,
    pulls,
    releases,
    sync: () => syncRepository(repository.id),
  };
}

/** Renames a category: the smallest change of the notes that changes the file. */
async function change(draftId: string, title: string): Promise<void> {
  const { changeDraft, database } = await commands();
  const { notes } = await database().draft.findUniqueOrThrow({ where: { id: draftId } });
  const [category] = (notes as unknown as { categories: { id: string; title: string }[] }).categories;
  await changeDraft(keeper, {
    draftId,
    requestId: crypto.randomUUID(),
    operation: { type: "rename-category", categoryId: category?.id ?? "", title, seen: category?.title ?? "" },
  });
}

const setFault = (kind: "lost" | "cut", body: string, path = "/graphql", method = "POST") =>
  world.github.world.faults.set([{ method, path, body, kind, times: 1 }]);

test("notes are opened where their branch stands now, although the page that asks saw it a commit earlier", async () => {
  const { openDraft, syncRepository, database } = await commands();
  const { id, record } = await world.addRepository("moved-on", BRANCH, { "CHANGELOG.md": CHANGELOG, VERSION: "1.2.0\n" });
  const seen = await database().candidate.findFirstOrThrow({ where: { release: { repositoryId: id }, goneAt: null, type: "final" } });
  const head = await world.push(record, BRANCH, { "notes.txt": "One more commit.\n" }, "keeper");
  await syncRepository(id);
  expect((await database().candidate.findUniqueOrThrow({ where: { id: seen.id } })).goneAt).not.toBeNull();
  const { draftId } = await openDraft(keeper, { releaseId: seen.releaseId, candidateId: seen.id });
  expect((await database().draft.findUniqueOrThrow({ where: { id: draftId } })).headSha).toBe(head);
});

test("a pull request: one branch, one commit with one file, one pull request, however often and however many at once", async () => {
  const { proposeDraft } = await commands();
  const notes = await openNotes("ten-pulls");
  const before = await notes.git("rev-parse", BRANCH);
  const wish = await notes.words();
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => proposeDraft(keeper, wish)));
  await proposeDraft(keeper, wish);
  expect(new Set(outcomes.map(({ number }) => number)).size).toBe(1);
  expect(notes.pulls()).toHaveLength(1);
  expect(notes.pulls()[0]).toMatchObject({ head: "notes/1.2.0", base: BRANCH, author: "keeper", body: wish.body });
  expect(await notes.git("rev-parse", BRANCH)).toBe(before);
  expect(await notes.git("rev-list", `${BRANCH}..notes/1.2.0`)).toBe(await notes.git("rev-parse", "notes/1.2.0"));
  expect(await notes.git("diff", "--name-only", BRANCH, "notes/1.2.0")).toBe("CHANGELOG.md");
  expect(await notes.git("show", "notes/1.2.0:CHANGELOG.md")).toMatch(/^# Changes\n\n## 1\.2\.0 \(\d{4}-/);
  expect(await notes.events("changelog.proposed")).toEqual([
    `Proposed the notes of 1.2.0 as pull request #${outcomes[0]?.number} into ${BRANCH}`,
  ]);
  expect((await notes.draft()).state).toBe("open");
});

for (const [name, kind, body, path] of [
  ["the answer to moving the branch is lost", "lost", "updateRefs", "/graphql"],
  ["the connection is cut before the branch is moved", "cut", "updateRefs", "/graphql"],
  ["the answer to opening it is lost", "lost", "", "/pulls"],
  ["the connection is cut before it is opened", "cut", "", "/pulls"],
] as const)
  test(`a pull request although ${name}`, async () => {
    const { proposeDraft } = await commands();
    const notes = await openNotes(`pull-${kind}-${path.slice(1)}`);
    const wish = await notes.words();
    setFault(kind, body, path);
    await proposeDraft(keeper, wish).catch(() => proposeDraft(keeper, wish));
    expect(notes.pulls()).toHaveLength(1);
    expect(await notes.git("rev-list", "--count", `${BRANCH}..notes/1.2.0`)).toBe("1");
    expect(await notes.events("changelog.proposed")).toHaveLength(1);
  });

test("newer notes are added to the pull request; a branch that somebody else moved is left alone", async () => {
  const { proposeDraft } = await commands();
  const notes = await openNotes("pull-updated");
  await proposeDraft(keeper, await notes.words());
  await change(notes.draftId, "New things");
  await proposeDraft(keeper, await notes.words());
  await proposeDraft(keeper, await notes.words());
  expect(notes.pulls()).toHaveLength(1);
  expect(await notes.git("rev-list", "--count", `${BRANCH}..notes/1.2.0`)).toBe("2");
  expect(await notes.git("show", "notes/1.2.0:CHANGELOG.md")).toContain("### New things");
  expect(await notes.events("changelog.proposal-updated")).toHaveLength(1);
  const foreign = await world.push(notes.record, "notes/1.2.0", { "x.txt": "x\n" }, "reader");
  await change(notes.draftId, "Newer things");
  await expect(proposeDraft(keeper, await notes.words())).rejects.toThrow(`points at ${foreign.slice(0, 7)}, which is not from Slipway`);
  expect(await notes.git("rev-parse", "notes/1.2.0")).toBe(foreign);
});

test("a name that is taken is refused, and another one is proposed", async () => {
  const { proposeDraft, getCommitTargets } = await commands();
  const notes = await openNotes("pull-taken");
  await world.push(notes.record, "notes/1.2.0", { "x.txt": "x\n" }, "keeper");
  await notes.sync();
  expect((await getCommitTargets(keeper, notes.draftId)).branchName).toBe("notes/1.2.0-2");
  await expect(proposeDraft(keeper, await notes.words())).rejects.toThrow("choose another name");
  await expect(proposeDraft(keeper, await notes.words("a..b"))).rejects.toThrow("no “..”");
  await expect(proposeDraft(reader, await notes.words("mine"))).rejects.toThrow("you need the role write");
  expect(notes.pulls()).toHaveLength(0);
});

test("a pull request is followed: closed, the draft can be proposed again; merged, the notes are committed", async () => {
  const { proposeDraft } = await commands();
  const notes = await openNotes("pull-followed");
  const { world: github } = world.github;
  await proposeDraft(keeper, await notes.words());
  const [first] = notes.pulls();
  if (!first) throw new Error("there is a pull request");
  await github.closePullRequest(notes.record, first, "keeper", null);
  await notes.sync();
  expect((await notes.draft()).state).toBe("open");
  expect(await notes.events("changelog.proposal-closed")).toHaveLength(1);
  const { number } = await proposeDraft(keeper, await notes.words());
  expect(number).not.toBe(first.number);
  const second = notes.pulls().find((pull) => pull.number === number);
  const [head, base] = [await notes.git("rev-parse", "notes/1.2.0"), await notes.git("rev-parse", BRANCH)];
  await github.moveRefs(notes.record, [{ ref: `refs/heads/${BRANCH}`, after: head }], "keeper");
  if (second) await github.closePullRequest(notes.record, second, "keeper", { sha: head, baseSha: base });
  await notes.sync();
  await notes.sync();
  expect((await notes.draft()).state).toBe("committed");
  expect(await notes.events("changelog.proposal-merged")).toEqual([
    `Found pull request #${number} merged: the notes of 1.2.0 are on ${BRANCH}`,
  ]);
});

test("a branch whose rules forbid it is not rewritten, and the sentence offers the pull request", async () => {
  const { commitDraft, getCommitTargets, proposeDraft } = await commands();
  const notes = await openNotes("protected");
  const before = await notes.git("rev-parse", BRANCH);
  const { protections } = world.github.world.store.state;
  protections.push({ repositoryId: notes.record.id, branch: BRANCH, allowsForcePushes: false, requiresPullRequest: false });
  expect(await getCommitTargets(keeper, notes.draftId)).toMatchObject({
    amendRefusal: `The rules of ${BRANCH} forbid to rewrite it.`,
    commitRefusal: null,
  });
  const amend = { draftId: notes.draftId, revision: 0, mode: "amend" };
  await expect(commitDraft(keeper, amend)).rejects.toMatchObject({
    code: "blocked",
    message: expect.stringContaining("open a pull request instead"),
    detail: { offer: "pull-request" },
  });
  Object.assign(protections.at(-1) ?? {}, { requiresPullRequest: true });
  await expect(commitDraft(keeper, { ...amend, mode: "commit" })).rejects.toThrow("takes no direct commits");
  expect(await notes.git("rev-parse", BRANCH)).toBe(before);
  await proposeDraft(keeper, await notes.words());
  expect(notes.pulls()).toHaveLength(1);
});

for (const [mode, mutation] of [
  ["amend", "updateRefs"],
  ["commit", "createCommitOnBranch"],
] as const)
  test(`${mode}, although the answer is lost; then taken back while the branch is there, and committed again`, async () => {
    const { commitDraft, undoCommit, findUndoableCommit, database } = await commands();
    const notes = await openNotes(`undo-${mode}`);
    const repository = { id: notes.id, owner: "harbour", name: `undo-${mode}` };
    const before = await notes.git("rev-parse", BRANCH);
    setFault("lost", mutation);
    const { sha } = await commitDraft(keeper, { draftId: notes.draftId, revision: 0, mode });
    expect(await notes.git("rev-parse", BRANCH)).toBe(sha);
    await notes.sync();
    expect(await findUndoableCommit(repository, notes.releaseId, "read")).toMatchObject({ sha, before, mode, by: "keeper" });
    await expect(undoCommit(reader, { draftId: notes.draftId, sha })).rejects.toThrow("you need the role write");
    setFault("lost", "updateRefs");
    const answers = await Promise.all(Array.from({ length: 10 }, () => undoCommit(keeper, { draftId: notes.draftId, sha })));
    expect(new Set(answers.map(({ head }) => head))).toEqual(new Set([before]));
    expect(await notes.git("rev-parse", BRANCH)).toBe(before);
    expect(await notes.events("changelog.commit-undone")).toEqual([
      `Put ${BRANCH} back to ${before.slice(0, 7)} and opened its notes again`,
    ]);
    await notes.sync();
    expect(await findUndoableCommit(repository, notes.releaseId, "maintain")).toBeNull();
    const draft = await notes.draft();
    expect(draft.state).toBe("open");
    const again = await commitDraft(keeper, { draftId: notes.draftId, revision: draft.revision, mode });
    expect(await notes.git("rev-parse", BRANCH)).toBe(again.sha);
    const foreign = await world.push(notes.record, BRANCH, { "x.txt": "x\n" }, "keeper");
    await expect(undoCommit(keeper, { draftId: notes.draftId, sha: again.sha })).rejects.toThrow(`moved to ${foreign.slice(0, 7)}`);
    expect(await notes.git("rev-parse", BRANCH)).toBe(foreign);
    expect(await database().effect.count({ where: { releaseId: notes.releaseId, kind: "changelog-commit" } })).toBe(2);
  });

test("a GitHub Release: ten at once make one draft with the notes, no tag, and nothing published", async () => {
  const { writeRelease } = await commands();
  const notes = await openNotes("release-once");
  const wish = { draftId: notes.draftId, revision: 0, tag: "v1.2.0", seen: null, mayBePublished: false };
  setFault("lost", "", "/releases");
  await Promise.all(Array.from({ length: 10 }, () => writeRelease(keeper, wish)));
  await writeRelease(keeper, wish);
  expect(notes.releases()).toHaveLength(1);
  expect(notes.releases()[0]).toMatchObject({
    tag: "v1.2.0",
    target: BRANCH,
    isDraft: true,
    body: "### Features\n* Lift by label (#3)\n* Watch a lift (#1)",
  });
  expect(await notes.git("tag")).toBe("");
  expect(await notes.events("changelog.release-body-written")).toEqual(["Wrote the notes of 1.2.0 into the GitHub Release v1.2.0"]);
  await expect(writeRelease(reader, wish)).rejects.toThrow("you need the role write");
});

test("a GitHub Release that is there is changed only over what was seen, a published one only when that was said", async () => {
  const { writeRelease } = await commands();
  const notes = await openNotes("release-there");
  const wish = { draftId: notes.draftId, revision: 0, tag: "v1.2.0", mayBePublished: false };
  await writeRelease(keeper, { ...wish, seen: null });
  const [release] = notes.releases();
  if (!release) throw new Error("there is a draft");
  release.body = "Written by somebody else";
  await expect(writeRelease(keeper, { ...wish, seen: null })).rejects.toThrow("was changed after you looked");
  expect(release.body).toBe("Written by somebody else");
  setFault("lost", "", "/releases/", "PATCH");
  await writeRelease(keeper, { ...wish, seen: "Written by somebody else" });
  expect(release.body).toContain("* Lift by label (#3)");
  Object.assign(release, { isDraft: false, publishedAt: release.createdAt, body: "Read by many" });
  await expect(writeRelease(keeper, { ...wish, seen: "Read by many" })).rejects.toThrow("is published");
  await writeRelease(keeper, { ...wish, seen: "Read by many", mayBePublished: true });
  expect(notes.releases()).toHaveLength(1);
  expect(release).toMatchObject({ isDraft: false, body: expect.stringContaining("* Watch a lift (#1)") });
});

test("a draft of a GitHub Release that was deleted is made anew", async () => {
  const { writeRelease } = await commands();
  const notes = await openNotes("release-deleted");
  const wish = { draftId: notes.draftId, revision: 0, tag: "v1.2.0", seen: null, mayBePublished: false };
  await writeRelease(keeper, wish);
  const { state } = world.github.world.store;
  state.releases = state.releases.filter(({ repositoryId }) => repositoryId !== notes.record.id);
  await writeRelease(keeper, wish);
  expect(notes.releases()).toHaveLength(1);
});

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Octokit } from "@/lib/github/octokit";
import { startTestWorld, type TestWorld } from "@/lib/releases/server/test-world";
import { git, readCommit, writeCommit, writeTag } from "@/local-github/git/git";
import { setTeam } from "@/local-github/teams";

const BRANCH = "release/1.0.0";
const WHERE = { owner: "harbour", name: "boat" };
const AT = "2026-02-13T10:11:12Z";

let world: TestWorld;
let octokit: Octokit;
let boat: Awaited<ReturnType<TestWorld["addRepository"]>>;
let head: string;

beforeAll(async () => {
  world = await startTestWorld();
  const [pilot] = [await world.addPerson("pilot", "write"), await world.addPerson("keeper", "read"), await world.addPerson("mate", "read")];
  boat = await world.addRepository("boat", BRANCH, { VERSION: "1.0.0\n" });
  head = (await world.github.world.branchHead(boat.record, BRANCH)) ?? "";
  const { octokitOf } = await import("@/lib/auth/server/user-token");
  octokit = await octokitOf(pilot.id);
});

afterAll(() => world.stop());

const idOf = (login: string) => String(world.github.world.store.account(login).id);
const addAccount = (login: string, type: "User" | "Bot") => {
  const { store } = world.github.world;
  store.state.accounts.push({ id: store.nextId(), login, name: login, email: `${login}@harbour.example`, type });
};

test("a team is read with everybody in it; who is not in it, and a team that is not there, hold nothing", async () => {
  const { listTeams, readTeamMembers, isTeamMember } = await import("@/lib/github/teams");
  const crew = Array.from({ length: 120 }, (_, index) => `sailor-${index}`);
  for (const login of crew) addAccount(login, "User");
  setTeam(world.github.world.store, { organization: "harbour", name: "Release leads", members: ["keeper", ...crew] });
  expect(await listTeams(octokit, "harbour")).toEqual([{ slug: "release-leads", name: "Release leads" }]);
  const members = await readTeamMembers(octokit, "harbour", "release-leads");
  expect([members.length, members[0]]).toEqual([121, { githubId: idOf("keeper"), login: "keeper" }]);
  expect(await isTeamMember(octokit, "harbour", "release-leads", "Keeper")).toBe(true);
  expect(await isTeamMember(octokit, "harbour", "release-leads", "mate")).toBe(false);
  expect([await isTeamMember(octokit, "harbour", "gone", "keeper"), await readTeamMembers(octokit, "harbour", "gone")]).toEqual([
    false,
    [],
  ]);
  expect(await listTeams(octokit, "keeper")).toEqual([]);
});

test("an account is found by its login in any case, a bot is called one, an organization is nobody", async () => {
  const { findAccount } = await import("@/lib/github/accounts");
  addAccount("tug[bot]", "Bot");
  expect(await findAccount(octokit, "KEEPER")).toEqual({ githubId: idOf("keeper"), login: "keeper", name: "keeper", isBot: false });
  expect(await findAccount(octokit, "tug[bot]")).toMatchObject({ login: "tug[bot]", isBot: true });
  expect([await findAccount(octokit, "nobody-here"), await findAccount(octokit, "harbour")]).toEqual([null, null]);
});

test("the hands in a commit: author, co-authors and committer by account, each once, GitHub's own account left out", async () => {
  const { readCommitHands } = await import("@/lib/github/commit-hands");
  addAccount("web-flow", "User");
  const person = (login: string) => ({ name: login, email: `${login}@harbour.example`, date: AT });
  const { tree } = await readCommit(boat.folder, head);
  const write = (author: string, committer: string, message: string) =>
    writeCommit(boat.folder, { tree, parents: [head], author: person(author), committer: person(committer), message });
  const hand = (login: string, part: string) => ({ githubId: idOf(login), login, part });
  const trailers = "Co-authored-by: mate <mate@harbour.example>\nCo-authored-by: Somebody <somebody@elsewhere.example>\n";
  const together = await write("pilot", "keeper", `Trim the sails\n\n${trailers}`);
  expect(await readCommitHands(octokit, WHERE, together)).toEqual([
    hand("pilot", `the author of ${together.slice(0, 7)}`),
    hand("mate", `a co-author of ${together.slice(0, 7)}`),
    hand("keeper", `the committer of ${together.slice(0, 7)}`),
  ]);
  const alone = await write("pilot", "pilot", "Row\n");
  expect(await readCommitHands(octokit, WHERE, alone)).toEqual([hand("pilot", `the author of ${alone.slice(0, 7)}`)]);
  const online = await write("nobody-here", "web-flow", "Row on a page\n");
  expect(await readCommitHands(octokit, WHERE, online)).toEqual([]);
  await expect(readCommitHands(octokit, WHERE, "1".repeat(40))).rejects.toThrow("GitHub does not say yet who wrote 1111111.");
});

test("of everybody's reviews the last word counts, and a comment takes none back", async () => {
  const { readReviews } = await import("@/lib/github/review-state");
  const { store } = world.github.world;
  const { number, id: pullId } = await world.github.world.openPullRequest(boat.record, {
    title: "release: 1.0.0",
    body: "",
    head: BRANCH,
    base: "main",
    isDraft: false,
    author: "pilot",
    labels: [],
  });
  for (const [login, state] of [
    ["keeper", "CHANGES_REQUESTED"],
    ["mate", "APPROVED"],
    ["keeper", "APPROVED"],
    ["keeper", "COMMENTED"],
    ["mate", "DISMISSED"],
    ["pilot", "COMMENTED"],
  ] as const)
    store.state.reviews.push({ id: store.nextId(), pullId, login, state, body: "", sha: head, submittedAt: AT });
  const at = new Date(AT);
  expect(await readReviews(octokit, WHERE, number)).toEqual([
    { githubId: idOf("keeper"), login: "keeper", state: "approved", sha: head, at },
    { githubId: idOf("mate"), login: "mate", state: "dismissed", sha: head, at },
  ]);
});

test("a tag is read as it stands: annotated, lightweight, a tag of a tag, of no commit, or none", async () => {
  const { readTag } = await import("@/lib/github/tags");
  const tagger = { name: "Ada Pilot", email: "ada@harbour.example", date: AT };
  const make = (tag: string, object: string, type: string) =>
    writeTag(boat.folder, { object, type, tag, tagger, message: `Release ${tag}\n\nWith words\n` });
  const point = (tag: string, object: string) => git(boat.folder, ["update-ref", `refs/tags/${tag}`, object]);
  const annotated = await make("v1", head, "commit");
  const nested = await make("v1-signed", annotated, "tag");
  const { tree } = await readCommit(boat.folder, head);
  await point("v1", annotated);
  await point("v1-signed", nested);
  await point("v1-light", head);
  await point("v1-tree", await make("v1-tree", tree, "tree"));
  expect(await readTag(octokit, WHERE, "v1")).toMatchObject({ kind: "annotated", objectSha: annotated, commitSha: head });
  expect((await readTag(octokit, WHERE, "v1"))?.message.trimEnd()).toBe("Release v1\n\nWith words");
  expect(new Date((await readTag(octokit, WHERE, "v1"))?.tagger?.date ?? "").getTime()).toBe(Date.parse(AT));
  expect(await readTag(octokit, WHERE, "v1-signed")).toMatchObject({ kind: "annotated", objectSha: nested, commitSha: head });
  expect(await readTag(octokit, WHERE, "v1-light")).toEqual({
    kind: "lightweight",
    objectSha: head,
    commitSha: head,
    message: "",
    tagger: null,
  });
  expect(await readTag(octokit, WHERE, "v1-tree")).toMatchObject({ kind: "annotated", commitSha: tree });
  expect([await readTag(octokit, WHERE, "v2"), await readTag(octokit, WHERE, "v")]).toEqual([null, null]);
});
